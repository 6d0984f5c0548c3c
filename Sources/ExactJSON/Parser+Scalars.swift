extension Parser {
    @inline(__always)
    mutating func skipWhiteSpace(_ text: Span<UInt8>) {
        while position < text.count, text[position].isJSONWhiteSpace {
            position += 1
            // Indentation: eight spaces at a time.
            while text.count - position >= 8, text.word(at: position) == .repeating(UInt8(ascii: " ")) { position += 8 }
        }
    }

    /// Adds the node of a scalar that started at `start` and ends at `position`.
    @inline(__always)
    mutating func append(_ kind: JSONValue.Kind, from start: Int, hasEscapes: Bool = false) {
        let next = nodes.count + 1
        nodes.append(Node(kind: kind, hasEscapes: hasEscapes, start: start, end: position, next: next))
    }

    mutating func readLiteral(_ kind: JSONValue.Kind, _ word: String, _ text: Span<UInt8>) throws(Failure) {
        let start = position
        for byte in word.utf8 {
            guard text.byteOrZero(at: position) == byte else { throw Failure(problem: .badLiteral, offset: start) }
            position += 1
        }
        guard !text.byteOrZero(at: position).isPartOfWord else { throw Failure(problem: .badLiteral, offset: start) }
        append(kind, from: start)
    }

    mutating func readNumber(_ text: Span<UInt8>) throws(Failure) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        if text.byteOrZero(at: position) == UInt8(ascii: "0") {
            position += 1
        } else {
            try readDigits(text)
        }
        if text.byteOrZero(at: position) == UInt8(ascii: ".") {
            position += 1
            try readDigits(text)
        }
        if text.byteOrZero(at: position) | 0x20 == UInt8(ascii: "e") {
            position += 1
            let sign = text.byteOrZero(at: position)
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try readDigits(text)
        }
        guard !text.byteOrZero(at: position).isPartOfWord else { throw Failure(problem: .badNumber, offset: position) }
        append(.number, from: start)
    }

    /// Reads one digit or more.
    private mutating func readDigits(_ text: Span<UInt8>) throws(Failure) {
        guard position < text.count else { throw unexpected(.expected(.restOfNumber), text) }
        guard text[position].isDigit else { throw Failure(problem: .badNumber, offset: position) }
        repeat { position += 1 } while text.byteOrZero(at: position).isDigit
    }
}

extension UInt8 {
    @inline(__always)
    var isJSONWhiteSpace: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
            || self == UInt8(ascii: "\t")
    }

    @inline(__always)
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// Whether this byte right after a number or a literal shows that something else was meant.
    fileprivate var isPartOfWord: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
