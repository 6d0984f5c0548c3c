import ExactJSON

extension String {
    /// Its beginning in quotation marks, as findings show a value.
    var quoted: String { unicodeScalars.count > 60 ? "'\(prefix(60))…'" : "'\(self)'" }
}

extension JSONValue {
    /// The value as findings show it.
    var quoted: String { string?.quoted ?? String(decoding: text.prefix(60), as: UTF8.self) }

    /// What kind of value it is, at the beginning of a sentence.
    var kindName: String {
        switch kind {
        case .object: "An object"
        case .array: "An array"
        case .string: "A string"
        case .number: "The number \(quoted)"
        case .true, .false: "A boolean"
        case .null: "null"
        }
    }

    /// The first item whose text is that of an item before it.
    var firstRepeated: JSONValue? {
        var seen: Set<[UInt8]> = []
        return elements.first { !seen.insert(Array($0.text)).inserted }
    }
}

extension [Choice] {
    /// The first of them, for people.
    var listed: String {
        let known = prefix(12).map(\.words).joined(separator: ", ")
        return count > 12 ? "\(known) and \(count - 12) more" : known
    }
}

extension Choice {
    fileprivate var words: String {
        switch self {
        case .string(let text): text
        case .number(let number): number.words
        case .boolean(let isTrue): isTrue ? "true" : "false"
        }
    }
}

extension Double {
    /// Without a fraction where there is none.
    var words: String { rounded() == self && magnitude < 1e15 ? String(Int64(self)) : "\(self)" }
}
