import CLinux
import Dispatch
import Glibc
import Synchronization

/// Takes what is sent to end this process, from its making to ``stop()``, and passes it on to a command.
package final class Interruptions: Sendable {
    private struct State {
        var received: [Int32] = []
        var child: RunningChild?
        var beforeChild: (@Sendable () -> Void)?
    }

    /// Those that are ignored already, as nohup wants it, stay ignored: in the command as well.
    package let ignored: Set<Int32>

    private let numbers: [Int32]
    private let state = Mutex(State())
    private let patience: Duration
    private let queue = DispatchQueue(label: "vitrine.interruptions")
    private let ends: (reading: Int32, writing: Int32)

    /// Unchecked, since its handler needs `self` before it is there: it is written once, by the initializer, and may be canceled
    /// from any thread.
    nonisolated(unsafe) private var source: (any DispatchSourceRead)?

    /// A command that was told to end has `patience` for it; a second signal ends it at once.
    ///
    /// There is one at a time in a process: signals are the process's.
    package init(patience: Duration) {
        self.patience = patience
        let all = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
        ignored = Set(all.filter { linux_ignores_signal($0) != 0 })
        numbers = all.filter { linux_ignores_signal($0) == 0 }
        var pipe: [Int32] = [-1, -1]
        Glibc.pipe(&pipe)
        for end in pipe {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        ends = (pipe[0], pipe[1])
        for number in numbers { _ = linux_watch_signal(number, ends.writing) }
        let source = DispatchSource.makeReadSource(fileDescriptor: ends.reading, queue: queue)
        source.setEventHandler { [weak self] in self?.readAll() }
        source.setCancelHandler { [ends] in
            close(ends.reading)
            close(ends.writing)
        }
        source.resume()
        self.source = source
    }

    private func readAll() {
        var message: [UInt8] = [0, 0]
        while read(ends.reading, &message, 2) == 2 { receive(Int32(message[0]), isOfTerminal: message[1] != 0) }
    }

    /// The first that came.
    package var first: Int32? { state.withLock { $0.received.first } }

    /// How many have come.
    package var count: Int { state.withLock { $0.received.count } }

    /// Calls `action` when one comes before there is a command; at once when one has come.
    package func beforeChild(_ action: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.beforeChild = action
            return !state.received.isEmpty
        }
        if isLate { action() }
    }

    /// Waits for the end of `child`, to which it passes on what comes, and what has come.
    package func attend(_ child: RunningChild) async -> Result<ChildEnd, ChildFailure> {
        let received = state.withLock { state in
            state.child = child
            state.beforeChild = nil
            return state.received
        }
        if let first = received.first { end(child, with: first) }
        return await child.end()
    }

    /// Leaves signals to do again what they do by themselves.
    package func stop() {
        for number in numbers { signal(number, SIG_DFL) }
        source?.cancel()
    }

    private func receive(_ number: Int32, isOfTerminal: Bool) {
        let (child, action, isFirst) = state.withLock { state in
            state.received.append(number)
            return (state.child, state.beforeChild, state.received.count == 1)
        }
        guard let child else { action?(); return }
        guard isFirst else { return child.send(SIGKILL) }
        // A terminal has sent it to the whole group.
        if !isOfTerminal { child.send(number) }
        killLater(child)
    }

    private func end(_ child: RunningChild, with number: Int32) {
        child.send(number)
        killLater(child)
    }

    private func killLater(_ child: RunningChild) {
        let (seconds, attoseconds) = patience.components
        let time = DispatchTime.now() + Double(seconds) + Double(attoseconds) / 1e18
        queue.asyncAfter(deadline: time) { child.send(SIGKILL) }
    }
}
