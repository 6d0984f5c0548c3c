extension Parser {
    /// Reads a string, opening quotation mark to closing one: a value or a name.
    mutating func readString(_ text: Span<UInt8>) throws(Failure) {
        let start = position
        var hasEscapes = false
        position += 1
        while true {
            skipPlainText(text)
            switch text.byteOrZero(at: position) {
            case UInt8(ascii: "\""):
                position += 1
                append(.string, from: start, hasEscapes: hasEscapes)
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try readEscape(text)
            case 0x80...:
                try readMultibyteScalars(text)
            default:
                guard position < text.count else { throw unexpected(.expected(.restOfString), text) }
                throw Failure(problem: .controlCharacterInString, offset: position)
            }
        }
    }

    /// Moves to the next byte that is a quotation mark, a backslash, a control character or not ASCII; or to the end.
    @inline(__always)
    private mutating func skipPlainText(_ text: Span<UInt8>) {
        while text.count - position >= 8 {
            let marks = text.word(at: position).marksOfSpecialBytes
            guard marks == 0 else {
                position += marks.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while position < text.count, !text[position].isSpecialInString { position += 1 }
    }

    private mutating func readEscape(_ text: Span<UInt8>) throws(Failure) {
        let start = position
        switch text.byteOrZero(at: start + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            try readUnicodeEscape(text)
        default:
            throw badEscape(at: start, text)
        }
    }

    /// Reads `\uXXXX`, or the two of a surrogate pair.
    private mutating func readUnicodeEscape(_ text: Span<UInt8>) throws(Failure) {
        let start = position
        let first = try readHexDigits(text)
        guard 0xD800...0xDFFF ~= first else { return }
        let isPair =
            first < 0xDC00 && text.byteOrZero(at: position) == UInt8(ascii: "\\")
            && text.byteOrZero(at: position + 1) == UInt8(ascii: "u")
        guard isPair, 0xDC00...0xDFFF ~= (try readHexDigits(text)) else {
            throw Failure(problem: .loneSurrogate, offset: start)
        }
    }

    private mutating func readHexDigits(_ text: Span<UInt8>) throws(Failure) -> UInt32 {
        let start = position
        position += 2
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = text.byteOrZero(at: position).hexDigitValue else { throw badEscape(at: start, text) }
            number = number << 4 | digit
            position += 1
        }
        return number
    }

    private func badEscape(at start: Int, _ text: Span<UInt8>) -> Failure {
        // An escape that the text's end cuts off isn't a bad one: the text is too short.
        let isCutOff = start + 1 >= text.count || (position >= text.count && position > start)
        guard !isCutOff else {
            return Failure(problem: .unexpectedEnd, offset: text.count, detail: .expected(.restOfString))
        }
        return Failure(problem: .badEscape, offset: start)
    }

    /// Reads scalars of two to four bytes for as long as they follow one another.
    private mutating func readMultibyteScalars(_ text: Span<UInt8>) throws(Failure) {
        repeat {
            let length = text.lengthOfMultibyteScalar(at: position)
            guard length > 0 else { throw Failure(problem: .invalidUTF8, offset: position) }
            position += length
        } while text.byteOrZero(at: position) >= 0x80
    }
}

extension Span<UInt8> {
    /// Two to four, or 0 where the bytes are not UTF-8: overlong, a surrogate, beyond U+10FFFF or cut off.
    ///
    /// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    fileprivate func lengthOfMultibyteScalar(at offset: Int) -> Int {
        let second = byteOrZero(at: offset + 1)
        switch self[offset] {
        case 0xC2...0xDF: return second.isContinuation ? 2 : 0
        case 0xE0: return 0xA0...0xBF ~= second && isContinuation(at: offset + 2) ? 3 : 0
        case 0xED: return 0x80...0x9F ~= second && isContinuation(at: offset + 2) ? 3 : 0
        case 0xE1...0xEF: return second.isContinuation && isContinuation(at: offset + 2) ? 3 : 0
        case 0xF0: return 0x90...0xBF ~= second && areContinuations(at: offset + 2) ? 4 : 0
        case 0xF1...0xF3: return second.isContinuation && areContinuations(at: offset + 2) ? 4 : 0
        case 0xF4: return 0x80...0x8F ~= second && areContinuations(at: offset + 2) ? 4 : 0
        default: return 0
        }
    }

    private func isContinuation(at offset: Int) -> Bool { byteOrZero(at: offset).isContinuation }

    private func areContinuations(at offset: Int) -> Bool {
        isContinuation(at: offset) && isContinuation(at: offset + 1)
    }
}

extension UInt8 {
    fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }

    fileprivate var isSpecialInString: Bool {
        self < 0x20 || self >= 0x80 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }

    var hexDigitValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension UInt64 {
    /// The high bit of each byte that is special in a string; bytes above the lowest marked one may be marked wrongly.
    @inline(__always)
    fileprivate var marksOfSpecialBytes: UInt64 {
        let quotes = self ^ .repeating(UInt8(ascii: "\""))
        let backslashes = self ^ .repeating(UInt8(ascii: "\\"))
        let ones = UInt64.repeating(0x01)
        let special =
            (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (self &- .repeating(0x20)) & ~self
            | self
        return special & .repeating(0x80)
    }
}
