import Foundation
import Synchronization
import VitrineTestKit

/// A process that a test started, `vitrine` mostly. It is ended by its id.
final class Child: Sendable {
    /// How a process ended.
    enum Exit: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    let id: Int32
    private let ending = Ending()

    /// Starts a program. Of this process's environment only what finds programs and libraries goes along.
    init(
        _ arguments: [String],
        of program: URL = vitrine,
        environment: [String: String],
        output: Spawn.Output,
        errors: URL
    ) throws {
        let spawn = Spawn(
            program: program,
            arguments: arguments,
            environment: Self.inherited.merging(environment) { _, own in own },
            output: output,
            errors: errors
        )
        let id = try spawn.start()
        self.id = id
        Thread.detachNewThread { [ending] in
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            ending.ended(signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal))
        }
    }

    func send(signal: Int32) {
        // A process that has ended isn't there to be sent anything, and its id may be another's by now.
        if ending.exit == nil { kill(id, signal) }
    }

    /// How it ended, when it has. Where the test that waits is cancelled, as at its time limit, it is ended at once.
    func exit() async -> Exit {
        await withTaskCancellationHandler {
            await ending.wait()
        } onCancel: {
            send(signal: SIGKILL)
        }
    }

    /// The binary that `VITRINE_TEST_BINARY` names, else the one beside the test bundle in the build's folder.
    static let vitrine =
        ProcessInfo.processInfo.environment["VITRINE_TEST_BINARY"].map { URL(filePath: $0) }
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
            path: "vitrine"
        )

    private static let inherited = ProcessInfo.processInfo.environment.filter {
        ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key)
    }
}

/// A process's end, and who waits for it.
private final class Ending: Sendable {
    private struct State {
        var exit: Child.Exit?
        var waiting: [CheckedContinuation<Child.Exit, Never>] = []
    }

    private let state = Mutex(State())

    var exit: Child.Exit? { state.withLock { $0.exit } }

    func ended(_ exit: Child.Exit) {
        let waiting = state.withLock { state in
            state.exit = exit
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume(returning: exit) }
    }

    func wait() async -> Child.Exit {
        await withCheckedContinuation { continuation in
            let exit = state.withLock { state in
                if state.exit == nil { state.waiting.append(continuation) }
                return state.exit
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }
}
