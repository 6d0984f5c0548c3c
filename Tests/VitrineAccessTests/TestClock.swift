import Synchronization
import VitrineCore

/// A clock that stands still until a test moves it.
final class TestClock: WallClock {
    private let time: Mutex<Timestamp>

    /// 2025-06-01, in the middle of a second, where rounding shows.
    init(_ start: Timestamp = Timestamp(secondsSince1970: 1_748_736_000).advanced(byTicks: 1_234_567)) {
        time = Mutex(start)
    }

    func now() -> Timestamp { time.withLock { $0 } }

    func advance(bySeconds seconds: Int64) {
        time.withLock { $0 = $0.advanced(bySeconds: seconds) }
    }

    func set(_ moment: Timestamp) {
        time.withLock { $0 = moment }
    }
}
