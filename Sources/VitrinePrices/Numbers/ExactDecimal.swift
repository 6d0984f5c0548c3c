/// A decimal number of at least zero with up to 38 digits, kept exactly.
///
/// Foundation's `Decimal` holds as many digits, but it isn't exact enough: it drops the digits that it can't hold without
/// a word, takes "1x" for 1, and its `*` rounds. Here a number that doesn't fit is refused, and rounding happens where it
/// is asked for. There are no negative numbers, since no price is one and nothing is subtracted.
package struct ExactDecimal: Sendable, Hashable {
    /// All digits, as if there were no point: less than 10 to the 38th.
    let significand: UInt128

    /// How many digits stand after the point: 0 to 38, and the last of them is not 0. So equal numbers are equal values.
    package let scale: Int

    package static let maximumDigits = 38

    package static let zero = ExactDecimal(0)
    package static let one = ExactDecimal(1)

    package init(_ integer: UInt64) {
        significand = UInt128(integer)
        scale = 0
    }

    /// `nil` when it takes more than 38 digits.
    init?(significand: UInt128, scale: Int) {
        var significand = significand, scale = scale
        while scale > 0, significand.isMultiple(of: 10) {
            significand /= 10
            scale -= 1
        }
        guard (0...Self.maximumDigits).contains(scale), significand < Self.power(Self.maximumDigits) else { return nil }
        self.significand = significand
        self.scale = scale
    }

    /// 10 to the power of `exponent`, which is 0 to 38.
    static func power(_ exponent: Int) -> UInt128 {
        var power: UInt128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension ExactDecimal: Comparable {
    package static func < (one: ExactDecimal, other: ExactDecimal) -> Bool {
        // Both over the same power of ten, in 256 bits.
        let left = one.significand.multipliedFullWidth(by: power(other.scale))
        let right = other.significand.multipliedFullWidth(by: power(one.scale))
        return (left.high, left.low) < (right.high, right.low)
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// The one way to write the number that is used here: no exponent, no zeros that say nothing. A JSON number as it is.
    package var description: String {
        let digits = String(significand)
        guard scale > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
