extension Node {
    /// The characters that a string stands for, in UTF-8.
    func content(in text: Span<UInt8>) -> [UInt8] {
        let range = contentRange
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var offset = range.lowerBound
        while offset < range.upperBound {
            if text[offset] == UInt8(ascii: "\\") {
                content.appendEscaped(text, at: &offset)
            } else {
                content.append(text[offset])
                offset += 1
            }
        }
        return content
    }
}

extension [UInt8] {
    /// Appends what the escape at `offset` stands for and moves behind it. The parser has checked the escape.
    fileprivate mutating func appendEscaped(_ text: Span<UInt8>, at offset: inout Int) {
        let letter = text[offset + 1]
        guard letter == UInt8(ascii: "u") else {
            append(letter.meaningAfterBackslash)
            offset += 2
            return
        }
        let scalar = text.scalarOfUnicodeEscape(at: &offset)
        append(contentsOf: Array(String(Character(scalar)).utf8))
    }
}

extension Span<UInt8> {
    fileprivate func scalarOfUnicodeEscape(at offset: inout Int) -> Unicode.Scalar {
        var number = hexNumber(at: offset + 2)
        offset += 6
        if 0xD800...0xDBFF ~= number {
            number = 0x10000 + (number - 0xD800) << 10 + (hexNumber(at: offset + 2) - 0xDC00)
            offset += 6
        }
        return Unicode.Scalar(number) ?? "\u{FFFD}"
    }

    private func hexNumber(at offset: Int) -> UInt32 {
        (offset..<offset + 4).reduce(0) { number, offset in number << 4 | (self[offset].hexDigitValue ?? 0) }
    }
}

extension UInt8 {
    /// What this byte means after a backslash; `"`, `\` and `/` mean themselves.
    fileprivate var meaningAfterBackslash: UInt8 {
        switch self {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case UInt8(ascii: "t"): UInt8(ascii: "\t")
        default: self
        }
    }
}
