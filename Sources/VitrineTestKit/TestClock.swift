import Synchronization
package import VitrineCore

/// A clock that stands still until it is told otherwise.
package final class TestClock: WallClock {
    private let time: Mutex<Timestamp>

    /// Starts at 2024-05-01T10:00:00Z unless told otherwise.
    package init(_ start: Timestamp = Timestamp(secondsSince1970: 1_714_557_600)) {
        time = Mutex(start)
    }

    package func now() -> Timestamp { time.withLock { $0 } }

    /// Sets the clock to a moment, later or earlier.
    package func set(_ moment: Timestamp) {
        time.withLock { $0 = moment }
    }

    /// Moves the clock; a negative number sets it back.
    package func advance(seconds: Int64) {
        time.withLock { $0 = $0.advanced(bySeconds: seconds) }
    }
}
