/// Masks credentials in any text, where they stand as parameters: `sig=...`, also within a URL that is itself encoded.
enum SecretText {
    /// The text with the values of such parameters masked.
    static func masked(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "=")) || text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }

    /// The same for bytes; what isn't such a value stays as it is.
    static func masked(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var kept = 0
        var index = 0
        while index < bytes.count {
            guard let length = equalsSign(in: bytes, at: index), SecretNames.contains(name(in: bytes, endingAt: index))
            else {
                index += 1
                continue
            }
            let end = endOfValue(in: bytes, from: index + length)
            // An empty value says nothing, and stays.
            if end > index + length {
                result += bytes[kept..<index + length]
                result += JournalMasking.mask.utf8
                kept = end
            }
            index = max(end, index + length)
        }
        return kept == 0 ? bytes : result + bytes[kept...]
    }

    /// How many bytes an equals sign takes here: as it is, percent-encoded, or as an escape of JSON.
    private static func equalsSign(in bytes: [UInt8], at index: Int) -> Int? {
        switch bytes[index] {
        case UInt8(ascii: "="): 1
        case UInt8(ascii: "%") where has("%3d", in: bytes, at: index): 3
        case UInt8(ascii: "%") where has("%253d", in: bytes, at: index): 5
        case UInt8(ascii: "\\") where has(#"\u003d"#, in: bytes, at: index): 6
        default: nil
        }
    }

    /// The word right before a place, however it is encoded, without the rest of an encoded `&` or `?`.
    private static func name(in bytes: [UInt8], endingAt end: Int) -> String {
        var start = end
        while start > 0, end - start < 192, isNameByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "%") {
            start -= 1
        }
        if start > 0, bytes[start - 1] == UInt8(ascii: "\\") {
            start = min(end, start + (bytes[start] == UInt8(ascii: "u") ? 5 : 1))
        }
        let word = SecretNames.decoded(String(decoding: bytes[start..<end], as: UTF8.self))
        return String(decoding: Array(word.utf8.reversed().prefix(while: isNameByte).reversed()), as: UTF8.self)
    }

    private static func endOfValue(in bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count, !endsValue(bytes, at: end) { end += 1 }
        return end
    }

    private static func endsValue(_ bytes: [UInt8], at index: Int) -> Bool {
        switch bytes[index] {
        case ...0x20, UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "#"), UInt8(ascii: "\\"):
            true
        case UInt8(ascii: "%"): has("%26", in: bytes, at: index) || has("%2526", in: bytes, at: index)
        default: false
        }
    }

    private static func has(_ text: StaticString, in bytes: [UInt8], at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: length)
        return zip(bytes[index..<index + length], wanted).allSatisfy { byte, other in
            byte == other || ((0x41...0x5A).contains(byte) && byte | 0x20 == other)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
