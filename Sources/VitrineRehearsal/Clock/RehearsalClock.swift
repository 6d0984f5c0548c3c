import Synchronization
package import VitrineCore

/// The marketplace's time in a rehearsal: it stands still, or runs beside the clock on the wall, and can be moved on.
///
/// Tokens, keys and the header `Date` go by the clock on the wall: clients compare them with their own.
package final class RehearsalClock: WallClock {
    private enum State {
        case held(at: Timestamp)

        /// So many ticks after the clock on the wall.
        case running(ahead: Int64)
    }

    private let wall: any WallClock
    private let state: Mutex<State>

    /// A clock that shows the time on the wall, held or running.
    package init(_ start: Scenario.ClockStart, beside wall: any WallClock) {
        self.wall = wall
        state = Mutex(start == .held ? .held(at: wall.now()) : .running(ahead: 0))
    }

    package func now() -> Timestamp { state.withLock { time(in: $0) } }

    /// Whether it stands still.
    package var isHeld: Bool {
        state.withLock { state in
            guard case .held = state else { return false }
            return true
        }
    }

    /// Begins anew: at the time on the wall, held or running.
    package func restart(_ start: Scenario.ClockStart) {
        state.withLock { $0 = start == .held ? .held(at: wall.now()) : .running(ahead: 0) }
    }

    /// Lets it stand still.
    package func hold() {
        state.withLock { $0 = .held(at: time(in: $0)) }
    }

    /// Lets it run on from where it is.
    package func resume() {
        state.withLock { $0 = .running(ahead: time(in: $0).ticks - wall.now().ticks) }
    }

    /// Puts it to a time, and leaves it held or running as it is.
    package func set(to time: Timestamp) {
        state.withLock { state in
            switch state {
            case .held: state = .held(at: time)
            case .running: state = .running(ahead: time.ticks - wall.now().ticks)
            }
        }
    }

    private func time(in state: State) -> Timestamp {
        switch state {
        case .held(let time): time
        case .running(let ahead): wall.now().advanced(byTicks: ahead)
        }
    }
}
