/// Tells what time it is. Time is a parameter everywhere: nothing in the house reads the system's clock by itself.
package protocol WallClock: Sendable {
    func now() -> Timestamp

    /// What it will show once `span` of the machine's time has passed. One that stands still is taken to run on.
    func time(after span: Duration) -> Timestamp

    /// How much of the machine's time passes until it shows `time`; nothing when that is over.
    func span(until time: Timestamp) -> Duration
}

/// Of a clock that is as fast as the machine's.
extension WallClock {
    package func time(after span: Duration) -> Timestamp { now().advanced(byTicks: span.ticks) }

    package func span(until time: Timestamp) -> Duration { .ticks(max(0, time.ticks - now().ticks)) }
}

extension Duration {
    /// A span of so many ticks of 100 nanoseconds.
    package static func ticks(_ count: Int64) -> Duration {
        let (seconds, rest) = count.quotientAndRemainder(dividingBy: Timestamp.ticksPerSecond)
        return Duration(secondsComponent: seconds, attosecondsComponent: rest * 100_000_000_000)
    }

    /// Ticks of 100 nanoseconds, rounded down.
    package var ticks: Int64 {
        components.seconds * Timestamp.ticksPerSecond + components.attoseconds / 100_000_000_000
    }
}
