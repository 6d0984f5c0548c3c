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

    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    private let state = Mutex(State())
    private let patience: Duration
    private let queue = DispatchQueue(label: "vitrine.interruptions")

    /// Written once, by the initializer. Sources may be canceled from any thread.
    nonisolated(unsafe) private var sources: [any DispatchSourceSignal] = []

    /// A command that was told to end has `patience` for it; a second signal ends it at once.
    package init(patience: Duration) {
        self.patience = patience
        sources = Self.numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [weak self] in self?.receive(number) }
            source.resume()
            return source
        }
    }

    /// The first that came.
    package var first: Int32? { state.withLock { $0.received.first } }

    /// Calls `action` when one comes before there is a command; at once when one has come.
    package func beforeChild(_ action: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.beforeChild = action
            return !state.received.isEmpty
        }
        if isLate { action() }
    }

    /// Waits for the end of `child`, to which it passes on what comes, and what has come.
    package func attend(_ child: RunningChild) async -> ChildEnd {
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
        for source in sources { source.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }

    private func receive(_ number: Int32) {
        let (child, action, isFirst) = state.withLock { state in
            state.received.append(number)
            return (state.child, state.beforeChild, state.received.count == 1)
        }
        guard let child else { action?(); return }
        guard isFirst else { return child.send(SIGKILL) }
        // A terminal has sent these to the whole group.
        if !((number == SIGINT || number == SIGQUIT) && Self.isInForeground) { child.send(number) }
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

    private static var isInForeground: Bool {
        let terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        return tcgetpgrp(terminal) == getpgrp()
    }
}
