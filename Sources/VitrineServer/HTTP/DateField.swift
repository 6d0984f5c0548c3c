import Synchronization
package import VitrineCore

/// The value of the header `Date`, spelled once a second.
package final class DateField: Sendable {
    private struct Spelled {
        let second: Int64
        let text: String
    }

    private let clock: any WallClock
    private let spelled: Mutex<Spelled>

    package init(clock: any WallClock) {
        self.clock = clock
        spelled = Mutex(Self.spell(clock.now().secondsSince1970))
    }

    /// The present second as RFC 9110 has it, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    func now() -> String {
        let second = clock.now().secondsSince1970
        return spelled.withLock { spelled in
            if spelled.second != second { spelled = Self.spell(second) }
            return spelled.text
        }
    }

    private static func spell(_ second: Int64) -> Spelled {
        Spelled(second: second, text: Timestamp(secondsSince1970: second).httpDate)
    }
}
