/// A moment in UTC, in ticks of 100 nanoseconds since 1970-01-01, as fine as the wire's seven fraction digits.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// 100-nanosecond ticks since 1970-01-01T00:00:00Z; negative before it.
    package let ticks: Int64

    package static let ticksPerSecond: Int64 = 10_000_000

    /// The moments that four digits of a year can spell, from the year 1 on.
    package static let calendar =
        Timestamp(ticks: -621_355_968_000_000_000)...Timestamp(ticks: 2_534_023_007_999_999_999)

    package init(ticks: Int64) {
        self.ticks = ticks
    }

    /// The first moment of a second that is counted from 1970.
    package init(secondsSince1970 seconds: Int64) {
        ticks = seconds * Self.ticksPerSecond
    }

    /// Whole seconds since 1970, rounded down.
    package var secondsSince1970: Int64 {
        let (quotient, remainder) = ticks.quotientAndRemainder(dividingBy: Self.ticksPerSecond)
        return remainder < 0 ? quotient - 1 : quotient
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.ticks < right.ticks }

    package func advanced(byTicks count: Int64) -> Timestamp { Timestamp(ticks: ticks + count) }

    package func advanced(bySeconds seconds: Int64) -> Timestamp {
        Timestamp(ticks: ticks + seconds * Self.ticksPerSecond)
    }
}
