/// Masks credentials in any text: where they stand as parameters, `sig=...`, also within a URL that is itself encoded; and as
/// members of JSON within it, `"password":"..."`, however their quotation marks are escaped.
enum SecretText {
    /// What a text is, which says where a value ends in it.
    enum Place {
        /// A URL, or a field of a form: `&` and `#` end a value, quotation marks don't.
        case parameters

        /// A JSON text, whose own members were looked at already, and which has to stay one.
        case json

        /// Anything else.
        case text
    }

    /// The text with the values masked.
    static func masked(_ text: String, in place: Place) -> String {
        String(decoding: masked(Array(text.utf8), in: place), as: UTF8.self)
    }

    /// The same for bytes; what isn't such a value stays as it is.
    static func masked(_ bytes: [UInt8], in place: Place) -> [UInt8] {
        var result: [UInt8] = []
        var kept = 0
        var index = 0
        while index < bytes.count {
            let value = bytes.parameterValue(at: index, in: place) ?? bytes.memberValue(at: index, in: place)
            guard let value else {
                index += 1
                continue
            }
            // An empty value says nothing, and stays.
            if !value.isEmpty {
                result += bytes[kept..<value.lowerBound]
                result += JournalMasking.mask.utf8
                kept = value.upperBound
            }
            index = max(value.upperBound, index + 1)
        }
        return kept == 0 ? bytes : result + bytes[kept...]
    }
}

extension [UInt8] {
    /// Whether a text of lower case stands at a place, whatever the letter case there.
    func has(_ text: StaticString, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: length)
        return zip(self[index..<index + length], wanted).allSatisfy { byte, other in
            byte == other || ((0x41...0x5A).contains(byte) && byte | 0x20 == other)
        }
    }
}
