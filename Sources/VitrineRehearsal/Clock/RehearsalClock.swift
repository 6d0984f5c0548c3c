import Synchronization
package import VitrineCore

/// The marketplace's time in a rehearsal: it stands still, or runs as fast as the clock on the wall or faster, and can be moved on.
///
/// Tokens, keys and the header `Date` go by the clock on the wall: clients compare them with their own.
package final class RehearsalClock: WallClock {
    /// How many seconds of a rehearsal's clock may pass in one on the wall.
    package static let speeds = 1...100_000

    /// Where it stands still for good. What comes of an offer's times that are each later than the one before can be written for
    /// centuries after it.
    package static let last = Timestamp(secondsSince1970: 221_845_392_000 - 1)

    private struct State {
        /// The time that it showed when the clock on the wall showed `wall`.
        var shown: Timestamp
        var wall: Timestamp
        var speed: Int
        var isHeld: Bool

        func time(at now: Timestamp) -> Timestamp {
            guard !isHeld else { return shown }
            let last = RehearsalClock.last
            let (passed, isTooLong) = (now.ticks - wall.ticks).multipliedReportingOverflow(by: Int64(speed))
            guard !isTooLong, passed <= last.ticks - shown.ticks else { return max(last, shown) }
            return shown.advanced(byTicks: passed)
        }
    }

    private let wall: any WallClock
    private let state: Mutex<State>

    /// A clock that shows the time on the wall, held or running.
    package init(_ start: Scenario.Clock, beside wall: any WallClock) {
        self.wall = wall
        state = Mutex(Self.state(start, at: wall.now()))
    }

    package func now() -> Timestamp {
        let now = wall.now()
        return state.withLock { $0.time(at: now) }
    }

    /// Whether it stands still.
    package var isHeld: Bool { state.withLock { $0.isHeld } }

    /// How many of its seconds pass in one on the wall, while it runs.
    package var speed: Int { state.withLock { $0.speed } }

    /// Begins anew: at the time on the wall, held or running.
    package func restart(_ start: Scenario.Clock) {
        state.withLock { $0 = Self.state(start, at: wall.now()) }
    }

    /// Lets it stand still.
    package func hold() {
        change { $0.isHeld = true }
    }

    /// Lets it run on from where it is, at its speed or at another one of ``speeds``.
    package func resume(speed: Int? = nil) {
        change { state in
            state.isHeld = false
            state.speed = speed ?? state.speed
        }
    }

    /// Puts it to a time, and leaves it held or running as it is.
    package func set(to time: Timestamp) {
        change { $0.shown = time }
    }

    package func time(after span: Duration) -> Timestamp {
        now().advanced(byTicks: span.ticks * Int64(speed))
    }

    package func span(until time: Timestamp) -> Duration {
        .ticks(max(0, time.ticks - now().ticks) / Int64(speed))
    }

    /// Changes what it does from now on; the time that it shows now stays, unless that is changed.
    private func change(_ body: (inout State) -> Void) {
        state.withLock { state in
            let now = wall.now()
            state.shown = state.time(at: now)
            state.wall = now
            body(&state)
        }
    }

    private static func state(_ start: Scenario.Clock, at now: Timestamp) -> State {
        State(shown: now, wall: now, speed: start.speed, isHeld: start.isHeld)
    }
}
