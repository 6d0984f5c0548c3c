/// Parameters: a name, an equals sign, a value.
extension [UInt8] {
    /// The value behind an equals sign at a place that has a credential's name before it.
    func parameterValue(at index: Int, in place: SecretText.Place) -> Range<Int>? {
        guard let length = equalsSign(at: index), SecretNames.contains(name(endingAt: index)) else { return nil }
        let start = index + length
        // In a JSON text, one without a backslash ends the string.
        if place != .parameters, let mark = QuotationMark(at: start, in: self), place == .text || mark != .plain {
            let value = start + mark.length
            return value..<mark.end(of: value, in: self)
        }
        return start..<endOfValue(from: start, in: place)
    }

    /// How many bytes an equals sign takes here: as it is, percent-encoded, or as an escape of JSON.
    private func equalsSign(at index: Int) -> Int? {
        switch self[index] {
        case UInt8(ascii: "="): 1
        case UInt8(ascii: "%") where has("%3d", at: index): 3
        case UInt8(ascii: "%") where has("%253d", at: index): 5
        case UInt8(ascii: "\\") where has(#"\u003d"#, at: index): 6
        default: nil
        }
    }

    /// The word right before a place, however it is encoded, without the rest of an encoded `&` or `?`.
    private func name(endingAt end: Int) -> String {
        var start = end
        while start > 0, end - start < 192, self[start - 1].isOfName || self[start - 1] == UInt8(ascii: "%") {
            start -= 1
        }
        if start > 0, self[start - 1] == UInt8(ascii: "\\") {
            start = Swift.min(end, start + (self[start] == UInt8(ascii: "u") ? 5 : 1))
        }
        let word = SecretNames.decoded(String(decoding: self[start..<end], as: UTF8.self))
        return String(decoding: [UInt8](word.utf8.reversed().prefix { $0.isOfName }.reversed()), as: UTF8.self)
    }

    private func endOfValue(from start: Int, in place: SecretText.Place) -> Int {
        var end = start
        while end < count, !endsValue(at: end, in: place) { end += 1 }
        return end
    }

    private func endsValue(at index: Int, in place: SecretText.Place) -> Bool {
        switch self[index] {
        case ...0x20, UInt8(ascii: "&"), UInt8(ascii: "#"): true
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"): place != .parameters
        case UInt8(ascii: "%"): has("%26", at: index) || has("%2526", at: index)
        default: false
        }
    }
}

extension UInt8 {
    fileprivate var isOfName: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") || self == UInt8(ascii: "[")
            || self == UInt8(ascii: "]")
    }
}
