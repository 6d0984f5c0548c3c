extension ExactDecimal {
    /// Why a text isn't a number that can be held.
    package enum ParsingError: Error, Sendable, CaseIterable {
        case notANumber
        case negative
        /// More than 38 digits before the point.
        case tooLarge
        /// More than 38 digits, or more than 38 after the point; trailing zeros don't count.
        case tooFine
    }

    /// Reads a number exactly, as JSON and spreadsheets write it: `12`, `0.5`, `1.50e-3`, `.5`, `+7`, `-0`.
    ///
    /// Takes time in line with the text, however large the exponent.
    package init(parsing text: some Sequence<UInt8>) throws(ParsingError) {
        var digits = DecimalDigits()
        for byte in text { try digits.take(byte) }
        self = try digits.number()
    }

    package init(parsing text: String) throws(ParsingError) {
        try self.init(parsing: text.utf8)
    }
}

/// What was read of a number so far.
private struct DecimalDigits {
    private enum Place {
        case start, integer, fraction, exponentStart, exponent
    }

    private var place = Place.start
    private var isNegative = false
    private var hasDigits = false

    /// The digits up to the last that isn't 0, how many they are, and the zeros seen after it.
    private var significand: UInt128 = 0
    private var digitCount = 0
    private var trailingZeros = 0
    private var fractionDigits = 0

    private var isExponentNegative = false
    private var exponent = 0
    private var hasExponent = false

    mutating func take(_ byte: UInt8) throws(ExactDecimal.ParsingError) {
        switch (place, byte) {
        case (.start, UInt8(ascii: "-")), (.start, UInt8(ascii: "+")):
            isNegative = byte == UInt8(ascii: "-")
            place = .integer
        case (.start, UInt8(ascii: ".")), (.integer, UInt8(ascii: ".")):
            place = .fraction
        case (.integer, UInt8(ascii: "e")), (.integer, UInt8(ascii: "E")),
            (.fraction, UInt8(ascii: "e")), (.fraction, UInt8(ascii: "E")):
            place = .exponentStart
        case (.exponentStart, UInt8(ascii: "-")), (.exponentStart, UInt8(ascii: "+")):
            isExponentNegative = byte == UInt8(ascii: "-")
            place = .exponent
        case (_, UInt8(ascii: "0")...UInt8(ascii: "9")):
            take(digit: Int(byte - UInt8(ascii: "0")))
        default:
            throw .notANumber
        }
    }

    private mutating func take(digit: Int) {
        switch place {
        case .exponentStart, .exponent:
            place = .exponent
            hasExponent = true
            // Held where no text could be long enough to make up for it.
            exponent = min(exponent * 10 + digit, 1 << 50)
        case .start, .integer, .fraction:
            place = place == .fraction ? .fraction : .integer
            fractionDigits += place == .fraction ? 1 : 0
            hasDigits = true
            take(significant: digit)
        }
    }

    private mutating func take(significant digit: Int) {
        guard digit != 0 else {
            trailingZeros += digitCount == 0 ? 0 : 1
            return
        }
        digitCount += trailingZeros + 1
        // Of a longer number only the length still matters.
        if digitCount <= ExactDecimal.maximumDigits {
            significand = significand * ExactDecimal.power(trailingZeros + 1) + UInt128(digit)
        }
        trailingZeros = 0
    }

    func number() throws(ExactDecimal.ParsingError) -> ExactDecimal {
        let isExponentMissing = !hasExponent && (place == .exponentStart || place == .exponent)
        guard hasDigits, !isExponentMissing else { throw .notANumber }
        guard digitCount > 0 else { return .zero }
        guard !isNegative else { throw .negative }
        let power = trailingZeros - fractionDigits + (isExponentNegative ? -exponent : exponent)
        guard digitCount + power <= ExactDecimal.maximumDigits else { throw .tooLarge }
        guard digitCount <= ExactDecimal.maximumDigits else { throw .tooFine }
        let shifted = significand * ExactDecimal.power(max(0, power))
        guard let number = ExactDecimal(significand: shifted, scale: max(0, -power)) else { throw .tooFine }
        return number
    }
}
