package import VitrineCore

import struct Foundation.Date

/// The machine's clock, to some hundred nanoseconds.
package struct SystemClock: WallClock {
    package init() {}

    package func now() -> Timestamp {
        let sinceReference = Date().timeIntervalSinceReferenceDate * Double(Timestamp.ticksPerSecond)
        return Self.reference.advanced(byTicks: Int64(sinceReference.rounded()))
    }

    /// What Foundation counts from, 2001-01-01: near enough for a `Double` to tell ticks apart.
    private static let reference = Timestamp(secondsSince1970: 978_307_200)
}
