/// Reads a text once from start to end and writes its tape: RFC 8259 to the letter, without recursion.
///
/// The text is passed to each method because a `Span` can't be stored. Methods that read something start at `position`
/// and leave it behind what they read.
struct Parser {
    /// Why the text is refused, before anybody has counted lines.
    struct Failure: Error {
        let problem: JSONError.Problem
        let offset: Int
        var detail = JSONError.Detail.none
    }

    var nodes: [Node] = []
    var position = 0

    /// How many containers are open, and which is the innermost. The ones around it are linked through `Node.next`.
    private var depth = 0
    private var innermost = 0

    private let maximumDepth: Int
    private var duplicates = DuplicateNames()

    init(maximumDepth: Int) {
        self.maximumDepth = maximumDepth
    }

    /// Reads all of `text`, which must be shorter than 4 GiB.
    mutating func parse(_ text: Span<UInt8>) throws(Failure) {
        // Offers have a node for every 24 bytes or so; a good guess spares growing the array.
        nodes.reserveCapacity(text.count / 24 + 8)
        try readPreamble(text)
        repeat {
            while try readValue(text) {}
        } while try moveToNextValue(text)
    }

    private mutating func readPreamble(_ text: Span<UInt8>) throws(Failure) {
        if text.byteOrZero(at: 0) == 0xEF, text.byteOrZero(at: 1) == 0xBB, text.byteOrZero(at: 2) == 0xBF {
            throw Failure(problem: .byteOrderMark, offset: 0)
        }
        skipWhiteSpace(text)
        guard position < text.count else { throw Failure(problem: .empty, offset: 0) }
    }

    /// Returns whether a container was opened whose first value stands next.
    private mutating func readValue(_ text: Span<UInt8>) throws(Failure) -> Bool {
        let byte = text.byteOrZero(at: position)
        switch byte {
        case UInt8(ascii: "\""): try readString(text)
        case UInt8(ascii: "{"): return try openObject(text)
        case UInt8(ascii: "["): return try openArray(text)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): try readNumber(text)
        case UInt8(ascii: "t"): try readLiteral(.true, "true", text)
        case UInt8(ascii: "f"): try readLiteral(.false, "false", text)
        case UInt8(ascii: "n"): try readLiteral(.null, "null", text)
        default: throw noValue(text)
        }
        return false
    }

    /// Reads what stands between two values: brackets that close, a comma, a name and its colon.
    ///
    /// Returns `false` when the text has ended as it should.
    private mutating func moveToNextValue(_ text: Span<UInt8>) throws(Failure) -> Bool {
        while depth > 0 {
            skipWhiteSpace(text)
            let isObject = nodes[innermost].kind == .object
            nodes[innermost].count += 1
            switch text.byteOrZero(at: position) {
            case UInt8(ascii: ","):
                position += 1
                skipWhiteSpace(text)
                if isObject { try readName(text) }
                return true
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                try close(text)
            default:
                throw unexpected(.expected(isObject ? .commaOrEndOfObject : .commaOrEndOfArray), text)
            }
        }
        skipWhiteSpace(text)
        guard position == text.count else { throw Failure(problem: .trailingBytes, offset: position) }
        return false
    }
}

// MARK: - Containers

extension Parser {
    private mutating func openArray(_ text: Span<UInt8>) throws(Failure) -> Bool {
        try open(.array)
        skipWhiteSpace(text)
        guard text.byteOrZero(at: position) == UInt8(ascii: "]") else { return true }
        try close(text)
        return false
    }

    private mutating func openObject(_ text: Span<UInt8>) throws(Failure) -> Bool {
        try open(.object)
        skipWhiteSpace(text)
        guard text.byteOrZero(at: position) == UInt8(ascii: "}") else {
            try readName(text)
            return true
        }
        try close(text)
        return false
    }

    private mutating func open(_ kind: JSONValue.Kind) throws(Failure) {
        guard depth < maximumDepth else {
            throw Failure(problem: .tooDeep, offset: position, detail: .limit(maximumDepth))
        }
        nodes.append(Node(kind: kind, start: position, end: position, next: innermost))
        innermost = nodes.count - 1
        depth += 1
        position += 1
    }

    private mutating func close(_ text: Span<UInt8>) throws(Failure) {
        position += 1
        let closed = innermost
        innermost = Int(nodes[closed].next)
        nodes[closed].end = UInt32(truncatingIfNeeded: position)
        nodes[closed].next = UInt32(truncatingIfNeeded: nodes.count)
        depth -= 1
        if nodes[closed].count > 1, nodes[closed].kind == .object {
            try duplicates.check(object: closed, nodes: nodes, text: text)
        }
    }

    /// Reads a member's name, its colon and the white space around that.
    private mutating func readName(_ text: Span<UInt8>) throws(Failure) {
        guard text.byteOrZero(at: position) == UInt8(ascii: "\"") else { throw noName(text) }
        try readString(text)
        skipWhiteSpace(text)
        guard text.byteOrZero(at: position) == UInt8(ascii: ":") else { throw unexpected(.expected(.colon), text) }
        position += 1
        skipWhiteSpace(text)
    }
}
