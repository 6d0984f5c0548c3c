import NIOCore
import Synchronization

/// The calls that are being answered, so that a rehearsal's end can be told with all of them.
final class CallsInFlight: Sendable {
    private struct State {
        var count = 0

        /// Whether nobody waits for answers any more.
        var isOver = false
        var lastHold = 0
        var holds: [Int: EventLoopPromise<Bool>] = [:]
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    func begin() {
        state.withLock { $0.count += 1 }
    }

    func end() {
        let waiting = state.withLock { state -> [AsyncStream<Void>.Continuation] in
            state.count -= 1
            guard state.count == 0 else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.finish() }
    }

    /// Holds a call back for so long; `false` when its connection was closed, or ``drain()`` wanted it to end.
    func hold(for span: TimeAmount, on channel: any Channel) async -> Bool {
        let promise = channel.eventLoop.makePromise(of: Bool.self)
        let (id, isOver) = state.withLock { state in
            state.lastHold += 1
            state.holds[state.lastHold] = promise
            return (state.lastHold, state.isOver)
        }
        if isOver { promise.succeed(false) }
        let timer = channel.eventLoop.scheduleTask(in: span) { promise.succeed(true) }
        channel.closeFuture.whenComplete { _ in promise.succeed(false) }
        defer {
            timer.cancel()
            state.withLock { _ = $0.holds.removeValue(forKey: id) }
        }
        return (try? await promise.futureResult.get()) ?? false
    }

    /// Ends those that are held back, and waits for all, a second at most. What comes later isn't held.
    func drain() async {
        let (holds, isOver) = state.withLock { state in
            state.isOver = true
            let isOver = AsyncStream<Void>.makeStream()
            if state.count == 0 { isOver.continuation.finish() } else { state.waiting.append(isOver.continuation) }
            return (Array(state.holds.values), isOver.stream)
        }
        for promise in holds { promise.succeed(false) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in isOver {} }
            group.addTask { try? await Task.sleep(for: .seconds(1)) }
            await group.next()
            group.cancelAll()
        }
    }
}
