/// How a quotation mark is written in a text within a text.
enum QuotationMark: Equatable {
    /// With so many backslashes before it.
    case escaped(Int)
    case apostrophe

    /// Percent-encoded, in so many bytes: `%22`, or `%2522`.
    case encoded(Int)

    static let plain = QuotationMark.escaped(0)

    private static let mark = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// The one that ends before a place, but for white space; `nil` when there is none.
    init?(before index: Int, in bytes: [UInt8]) {
        let end = bytes.skippingSpace(before: index)
        guard end > 0 else { return nil }
        switch bytes[end - 1] {
        case Self.mark: self = .escaped(Self.backslashes(before: end - 1, in: bytes))
        case UInt8(ascii: "'"): self = .apostrophe
        case UInt8(ascii: "2") where bytes.has("%2522", at: end - 5): self = .encoded(5)
        case UInt8(ascii: "2") where bytes.has("%22", at: end - 3): self = .encoded(3)
        default: return nil
        }
    }

    /// The one that begins at a place; `nil` when none does.
    init?(at index: Int, in bytes: [UInt8]) {
        guard index < bytes.count else { return nil }
        let backslashes = bytes[index...].prefix { $0 == Self.backslash }.count
        if index + backslashes < bytes.count, bytes[index + backslashes] == Self.mark {
            self = .escaped(backslashes)
        } else if bytes[index] == UInt8(ascii: "'") {
            self = .apostrophe
        } else {
            return nil
        }
    }

    /// How many bytes it takes.
    var length: Int {
        switch self {
        case .escaped(let count): count + 1
        case .apostrophe: 1
        case .encoded(let length): length
        }
    }

    /// Whether it stands at a place.
    func stands(at index: Int, in bytes: [UInt8]) -> Bool {
        guard index >= 0, index + length <= bytes.count else { return false }
        switch self {
        case .escaped(let count):
            return bytes[index + count] == Self.mark && bytes[index..<index + count].allSatisfy { $0 == Self.backslash }
        case .apostrophe: return bytes[index] == UInt8(ascii: "'")
        case .encoded(3): return bytes.has("%22", at: index)
        case .encoded: return bytes.has("%2522", at: index)
        }
    }

    /// Where a text ends that begins at a place behind this mark: at the next one, at the end of the text around it, or at the
    /// end of all.
    func end(of start: Int, in bytes: [UInt8]) -> Int {
        var index = start
        while index < bytes.count {
            if let end = end(at: index, of: start, in: bytes) { return end }
            index += 1
        }
        return bytes.count
    }

    /// The name that ends with this mark before a place; `nil` when it is too long for one.
    func name(endingAt end: Int, in bytes: [UInt8]) -> String? {
        let last = end - length
        for start in stride(from: last, to: Swift.max(0, last - 64), by: -1) where stands(at: start - length, in: bytes)
        {
            return String(decoding: bytes[start..<last], as: UTF8.self)
        }
        return nil
    }

    private func end(at index: Int, of start: Int, in bytes: [UInt8]) -> Int? {
        if bytes[index] == Self.mark {
            let run = Swift.min(Self.backslashes(before: index, in: bytes), index - start)
            if case .escaped(let count) = self { return run <= count || run.isMultiple(of: 2) ? index - run : nil }
            // The text around it ends.
            return run.isMultiple(of: 2) ? index - run : nil
        }
        switch self {
        case .escaped: return nil
        case .apostrophe:
            return stands(at: index, in: bytes) && (index == start || bytes[index - 1] != Self.backslash) ? index : nil
        case .encoded(let length):
            let isEscaped = length == 3 ? bytes.has("%5c", at: index - 3) : bytes.has("%255c", at: index - 5)
            let isOver = bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "&")
            return isOver || (stands(at: index, in: bytes) && !isEscaped) ? index : nil
        }
    }

    private static func backslashes(before index: Int, in bytes: [UInt8]) -> Int {
        bytes[..<index].reversed().prefix { $0 == backslash }.count
    }
}
