extension ExactDecimal {
    /// The result takes more than 38 digits.
    package struct Overflow: Error, Sendable, Equatable {}

    /// The product, rounded once, half up, to `digits` after the point.
    ///
    /// What is rounded is the whole product, all 76 digits of it. It is refused when the result has more than 38 digits, or
    /// when more than 38 would be rounded away, which takes factors with more than 38 digits after their points together.
    package func multiplied(by factor: ExactDecimal, roundedTo digits: Int) throws(Overflow) -> ExactDecimal {
        let product = significand.multipliedFullWidth(by: factor.significand)
        let excess = scale + factor.scale - digits
        guard excess > 0 else {
            return try ExactDecimal(product, scale: scale + factor.scale)
        }
        guard excess <= Self.maximumDigits else { throw Overflow() }
        let divisor = Self.power(excess)
        guard product.high < divisor else { throw Overflow() }
        let (quotient, remainder) = divisor.dividingFullWidth(product)
        let roundsUp = remainder >= divisor - remainder
        return try ExactDecimal((high: 0, low: quotient + (roundsUp ? 1 : 0)), scale: digits)
    }

    /// The product with all its digits.
    package func multiplied(by factor: ExactDecimal) throws(Overflow) -> ExactDecimal {
        try multiplied(by: factor, roundedTo: scale + factor.scale)
    }

    /// The number rounded half up to `digits` after the point.
    package func rounded(to digits: Int) throws(Overflow) -> ExactDecimal {
        try multiplied(by: .one, roundedTo: digits)
    }

    private init(_ wide: (high: UInt128, low: UInt128), scale: Int) throws(Overflow) {
        guard wide.high == 0, let number = ExactDecimal(significand: wide.low, scale: scale) else { throw Overflow() }
        self = number
    }
}
