import NIOCore
import Synchronization

/// Lets so many requests be at the backend at once, and the others wait in order.
final class ExchangeSlots: Sendable {
    private struct State {
        var free: Int
        var waiting: CircularBuffer<EventLoopPromise<Void>> = []
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(free: count))
    }

    /// Done when it is the caller's turn, who then gives the slot back once.
    func take(on loop: any EventLoop) -> EventLoopFuture<Void> {
        state.withLock { state in
            if state.free > 0 {
                state.free -= 1
                return loop.makeSucceededVoidFuture()
            }
            let promise = loop.makePromise(of: Void.self)
            state.waiting.append(promise)
            return promise.futureResult
        }
    }

    func giveBack() {
        let next = state.withLock { state in
            if state.waiting.isEmpty { state.free += 1 }
            return state.waiting.popFirst()
        }
        next?.succeed()
    }
}
