import Foundation
import Synchronization
import VitrineTestKit

/// Runs a program and takes what it says.
struct Command {
    struct Outcome: Sendable {
        let status: Int32
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// A program that is running, and that a test may end.
    final class Running: Sendable {
        private let id: Int32
        private let status = Mutex<Int32?>(nil)
        private let done = Signals()
        private let folder: URL

        init(_ arguments: [String], environment: [String: String], input: [UInt8]) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "vitrine-proxy-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(input).write(to: folder.appending(path: "in"))
            let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.lowercased().contains("proxy") }
            let spawn = Spawn(
                program: URL(filePath: "/usr/bin/env"),
                arguments: arguments,
                environment: inherited.merging(environment) { $1 },
                input: .file(folder.appending(path: "in")),
                output: .file(folder.appending(path: "out")),
                errors: folder.appending(path: "err")
            )
            id = try spawn.start()
            Thread.detachNewThread { [self] in
                var ended: Int32 = 0
                while waitpid(id, &ended, 0) < 0, errno == EINTR {}
                let signal = ended & 0x7F
                status.withLock { $0 = signal == 0 ? ended >> 8 & 0xFF : signal }
                done.raise("done")
            }
        }

        /// Ends it at once. One that has ended isn't there to be sent anything, and its id may be another's by now.
        func end() {
            status.withLock { if $0 == nil { kill(id, SIGKILL) } }
        }

        func outcome() async throws -> Outcome {
            await done.wait(for: "done")
            defer { try? FileManager.default.removeItem(at: folder) }
            return Outcome(
                status: status.withLock { $0 ?? -1 },
                output: Array(try Data(contentsOf: folder.appending(path: "out"))),
                errors: String(decoding: try Data(contentsOf: folder.appending(path: "err")), as: UTF8.self)
            )
        }
    }

    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = []
    ) async throws -> Outcome {
        try await Running(arguments, environment: environment, input: input).outcome()
    }
}
