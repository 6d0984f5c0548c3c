import Synchronization
import VitrineCore

/// The items that a worker works on now.
final class ItemsInHand: Sendable {
    private struct State {
        var items: Set<GUID> = []

        /// How often somebody is about to take items that are leased already, or soon.
        var takers = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.items.count } }

    /// Says that items may be leased from now on that aren't in hand yet; see ``endTaking()``.
    func beginTaking() {
        state.withLock { $0.takers += 1 }
    }

    /// What was leased is in hand.
    func endTaking() {
        resume { $0.takers -= 1 }
    }

    /// Takes an item; `false` when it is in hand already.
    func take(_ item: GUID) -> Bool {
        state.withLock { $0.items.insert(item).inserted }
    }

    func letGo(_ item: GUID) {
        resume { $0.items.remove(item) }
    }

    private func resume(after change: (inout sending State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    /// Waits until nothing is in hand, and nobody about to take anything.
    func waitForAll() async {
        while await waitForOne() {}
    }

    /// Waits until an item is let go, or somebody has taken some; `false` at once when nothing is or comes into hand.
    ///
    /// Not inlined: within a loop, Swift 6.3 fails at compiling it for release.
    @inline(never)
    func waitForOne() async -> Bool {
        var hadOne = true
        await withCheckedContinuation { continuation in
            let isWaiting = state.withLock { state in
                guard !state.items.isEmpty || state.takers > 0 else { return false }
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
