/// JSON texts, looked at without parsing them.
package enum JSONText {
    /// A string as a JSON text.
    package static func string(_ text: String) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: text.utf8.count + 2)
        writer.string(text)
        return writer.bytes
    }

    /// Whether two valid texts differ for sure by more than white space and the spelling of escapes.
    ///
    /// Ends at the first difference. `false` says nothing: ``JSONValue/isSameContent(as:)`` tells.
    package static func plainlyDiffers(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        differsAtFirstSight(one, other) || differsInSignificantBytes(one, other)
    }

    /// Whether the first bytes that differ are neither white space nor near an escape: then it doesn't matter what they are in.
    private static func differsAtFirstSight(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        let place = CommonEnds(one, other[...]).prefix
        guard place < one.count, place < other.count else { return false }
        let isPlain = ![one[place], other[place]].contains { [0x20, 0x09, 0x0A, 0x0D, 0x5C].contains($0) }
        return isPlain && !one[max(0, place - 6)..<place].contains(0x5C)
    }

    private static func differsInSignificantBytes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        var left = Significant(one), right = Significant(other)
        while true {
            let a = left.next(), b = right.next()
            guard a == b else {
                // Where one of them is an escape, they may still stand for the same.
                return !left.isAtEscape && !right.isAtEscape
            }
            guard a != nil else { return false }
        }
    }

    /// The bytes of a text but for white space outside of strings.
    private struct Significant {
        private let text: [UInt8]
        private var index = 0
        private var isInString = false

        /// Whether the last byte belongs to an escape of a string.
        private(set) var isAtEscape = false
        private var escapeBytesLeft = 0

        /// Whether the rest of the escape is the four digits after `\u`.
        private var isInCode = false

        init(_ text: [UInt8]) {
            self.text = text
        }

        mutating func next() -> UInt8? {
            while index < text.count {
                let byte = text[index]
                index += 1
                if isInString {
                    pass(byte)
                    return byte
                }
                guard byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 else { continue }
                isInString = byte == 0x22
                return byte
            }
            return nil
        }

        private mutating func pass(_ byte: UInt8) {
            isAtEscape = escapeBytesLeft > 0 || byte == 0x5C
            switch (escapeBytesLeft, byte) {
            case (0, 0x5C): escapeBytesLeft = 1
            case (0, _): isInString = byte != 0x22
            case (1, 0x75) where !isInCode:
                isInCode = true
                escapeBytesLeft = 4
            default:
                escapeBytesLeft -= 1
                isInCode = isInCode && escapeBytesLeft > 0
            }
        }
    }
}
