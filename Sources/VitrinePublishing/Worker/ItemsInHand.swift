import Synchronization
import VitrineCore

/// The items that a worker works on now.
final class ItemsInHand: Sendable {
    private struct State {
        var items: Set<GUID> = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.items.count } }

    /// Takes an item; `false` when it is in hand already.
    func take(_ item: GUID) -> Bool {
        state.withLock { $0.items.insert(item).inserted }
    }

    func letGo(_ item: GUID) {
        let waiting = state.withLock { state in
            state.items.remove(item)
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    /// Waits until the next item is let go; `false` at once when there is none.
    func waitForOne() async -> Bool {
        var hadOne = true
        await withCheckedContinuation { continuation in
            let isWaiting = state.withLock { state in
                guard !state.items.isEmpty else { return false }
                state.waiting.append(continuation)
                return true
            }
            guard !isWaiting else { return }
            hadOne = false
            continuation.resume()
        }
        return hadOne
    }
}
