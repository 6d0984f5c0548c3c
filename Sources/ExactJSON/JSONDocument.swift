/// A JSON text that was checked once and is kept exactly as it came: member order, white space and every digit.
///
/// Copies share the text, and every ``JSONValue`` taken from it keeps it alive.
package struct JSONDocument: Sendable {
    let tape: Tape

    /// Accepts exactly the texts of RFC 8259 in UTF-8 in which no object has two members of one name.
    ///
    /// A byte order mark is refused. Numbers may have any number of digits. Time and memory grow in line with the text,
    /// whatever it holds; the tape takes 20 bytes for each value and name.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        let maximumBytes = min(limits.maximumBytes, Int(UInt32.max) - 1)
        guard bytes.count <= maximumBytes else {
            let failure = Parser.Failure(problem: .tooLarge, offset: 0, detail: .limit(maximumBytes))
            throw JSONError(failure, in: bytes)
        }
        var parser = Parser(maximumDepth: limits.maximumDepth)
        do throws(Parser.Failure) {
            try parser.parse(bytes.span)
        } catch {
            throw JSONError(error, in: bytes)
        }
        tape = Tape(bytes: bytes, nodes: parser.nodes)
    }

    /// Exactly the text that was parsed.
    package var bytes: [UInt8] { tape.bytes }

    /// The one value that the text is.
    package var root: JSONValue { JSONValue(tape: tape, index: 0) }

    /// The value that `pointer` leads to, if there is one.
    ///
    /// An index counts as RFC 6901 says: no leading zeros; `-` leads nowhere.
    package func value(at pointer: JSONPointer) -> JSONValue? {
        var value = root
        for token in pointer.tokens {
            guard let next = value.child(token) else { return nil }
            value = next
        }
        return value
    }
}

extension JSONValue {
    fileprivate func child(_ token: String) -> JSONValue? {
        switch kind {
        case .object:
            return self[token]
        case .array:
            let isPlain = token.utf8.allSatisfy(\.isDigit) && (token == "0" || token.utf8.first != UInt8(ascii: "0"))
            guard isPlain, let index = Int(token) else { return nil }
            return self[index]
        case .string, .number, .true, .false, .null:
            return nil
        }
    }
}
