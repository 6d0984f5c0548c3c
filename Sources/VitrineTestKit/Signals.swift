import Synchronization

/// Lets tests wait for what happens elsewhere, by name, instead of sleeping.
package final class Signals: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var waiting: [(name: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Raises the signal once more.
    package func raise(_ name: String) {
        let ready = state.withLock { state in
            let count = state.counts[name, default: 0] + 1
            state.counts[name] = count
            let ready = state.waiting.filter { $0.name == name && $0.count <= count }
            state.waiting.removeAll { $0.name == name && $0.count <= count }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// How often the signal was raised.
    package func count(_ name: String) -> Int { state.withLock { $0.counts[name, default: 0] } }

    /// Returns once the signal was raised so many times.
    package func wait(for name: String, count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.counts[name, default: 0] >= count { return true }
                state.waiting.append((name, count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
