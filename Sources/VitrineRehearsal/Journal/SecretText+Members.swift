/// Members of JSON that stands within something else: a name between quotation marks, a colon, a value.
extension [UInt8] {
    /// The value behind a colon at a place that has a credential's name before it.
    func memberValue(at index: Int, in place: SecretText.Place) -> Range<Int>? {
        guard let length = colon(at: index), let mark = QuotationMark(before: index, in: self) else { return nil }
        // Those of a JSON text itself were looked at already.
        guard place != .json || mark != .plain else { return nil }
        guard let name = mark.name(endingAt: skippingSpace(before: index), in: self), SecretNames.contains(name) else {
            return nil
        }
        let start = skippingSpace(from: index + length)
        guard mark.stands(at: start, in: self) else { return bareValue(from: start) }
        let value = start + mark.length
        return value..<mark.end(of: value, in: self)
    }

    /// How many bytes a colon takes here.
    private func colon(at index: Int) -> Int? {
        switch self[index] {
        case UInt8(ascii: ":"): 1
        case UInt8(ascii: "%") where has("%3a", at: index): 3
        case UInt8(ascii: "%") where has("%253a", at: index): 5
        default: nil
        }
    }

    /// A number; nothing for what only says that something is or isn't.
    private func bareValue(from start: Int) -> Range<Int>? {
        let end = self[start...].firstIndex { !$0.isOfNumber } ?? count
        let word = String(decoding: self[start..<end], as: UTF8.self)
        return ["", "true", "false", "null"].contains(word) ? nil : start..<end
    }

    /// The first place from one on that isn't white space, also as forms and URLs write it.
    private func skippingSpace(from start: Int) -> Int {
        var index = start
        while index < count {
            if self[index] <= 0x20 || self[index] == UInt8(ascii: "+") {
                index += 1
            } else if has("%20", at: index) {
                index += 3
            } else {
                break
            }
        }
        return index
    }

    /// The end of what stands before the white space before a place.
    func skippingSpace(before end: Int) -> Int {
        var index = end
        while index > 0 {
            if self[index - 1] <= 0x20 || self[index - 1] == UInt8(ascii: "+") {
                index -= 1
            } else if has("%20", at: index - 3) {
                index -= 3
            } else {
                break
            }
        }
        return index
    }
}

extension UInt8 {
    fileprivate var isOfNumber: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
    }
}
