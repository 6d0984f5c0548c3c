/// A span of time as scenarios write it: `250ms`, `90s`, `15m`, `2h`, `3d`. Never negative, ten years at most.
package struct ScenarioDuration: Sendable, Hashable, Comparable {
    /// The span in milliseconds.
    package let milliseconds: Int64

    /// Longest span, in milliseconds.
    private static let longest: Int64 = 3_650 * 86_400_000

    /// A span of so many milliseconds; brought into the allowed range.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(0, milliseconds), Self.longest)
    }

    /// A span of so many seconds; brought into the allowed range.
    package init(seconds: Int64) {
        self.init(milliseconds: min(max(0, seconds), Self.longest / 1_000) * 1_000)
    }

    /// Whole seconds, rounded up: what a `Retry-After` or a step can say.
    package var seconds: Int64 { (milliseconds + 999) / 1_000 }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

extension ScenarioDuration {
    /// Why a text is no span of time.
    package enum Problem: Error, Sendable, Equatable {
        case form, negative, tooLong

        /// What to write instead.
        package var reason: String {
            switch self {
            case .form: "Write a span of time: a whole number and ms, s, m, h or d, such as 90s, 2h or 3d."
            case .negative: "A span of time can't be negative."
            case .tooLong: "The span is longer than ten years (3650d)."
            }
        }
    }

    /// Reads a span of time; throws a ``Problem`` that says what to write instead.
    package init(_ text: String) throws(Problem) {
        let isNegative = text.utf8.first == 0x2D
        let digits = text.utf8.dropFirst(isNegative ? 1 : 0).prefix { (0x30...0x39).contains($0) }
        let unit = String(text.utf8[digits.endIndex...].map { Character(Unicode.Scalar($0)) })
        guard !digits.isEmpty, let factor = Self.units[unit] ?? (Substring(digits) == "0" ? 0 : nil) else {
            throw .form
        }
        guard !isNegative else { throw .negative }
        // So many digits are no number of 64 bits, and more than ten years anyway.
        guard digits.count <= 18, let number = Int64(Substring(digits)) else { throw .tooLong }
        let (product, hasOverflown) = number.multipliedReportingOverflow(by: factor)
        guard !hasOverflown, product <= Self.longest else { throw .tooLong }
        milliseconds = product
    }

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]
}
