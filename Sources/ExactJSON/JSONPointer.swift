/// The way to a value in a document, as in RFC 6901: `/plans/0/planId`.
///
/// Two pointers are equal if their tokens are, byte for byte. (Swift's strings are equal as soon as they look alike; names
/// in JSON are not.)
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// Member names and indices from the root on, unescaped. None: the root itself.
    package var tokens: [String]

    package init(tokens: [String]) {
        self.tokens = tokens
    }

    /// Reads the pointer's text form; `nil` unless it is empty or starts with `/`, and each `~` is one of `~0` and `~1`.
    package init?(_ text: String) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let token = String(unescaping: part) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// The text form, with `~0` for `~` and `~1` for `/` in tokens.
    package var description: String {
        String(decoding: utf8, as: UTF8.self)
    }

    /// The text form with every byte percent-encoded that is not unreserved in RFC 3986, `/` or `$`: fit for a header.
    package var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in utf8 {
            if byte.isUnreserved || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "$") {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Reads what ``percentEncoded`` writes; `nil` for a broken encoding or a text that is no pointer.
    package init?(percentEncoded text: String) {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let code = UInt8(digits, radix: 16)
            else {
                return nil
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens: tokens + [token])
    }

    package func appending(index: Int) -> JSONPointer {
        appending(String(index))
    }

    /// A token as it stands in the text form.
    static func escape(_ token: String) -> String {
        guard token.utf8.contains(where: { [UInt8(ascii: "~"), UInt8(ascii: "/")].contains($0) }) else { return token }
        return String(JSONPointer(tokens: [token]).description.dropFirst())
    }

    package static func == (first: JSONPointer, second: JSONPointer) -> Bool {
        first.tokens.elementsEqual(second.tokens) { $0.utf8.elementsEqual($1.utf8) }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(utf8)
    }

    private var utf8: [UInt8] {
        var text: [UInt8] = []
        for token in tokens {
            text.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): text += "~0".utf8
                case UInt8(ascii: "/"): text += "~1".utf8
                default: text.append(byte)
                }
            }
        }
        return text
    }
}

extension String {
    /// A token from its escaped form; `nil` where a `~` stands alone.
    fileprivate init?(unescaping part: Substring.UTF8View) {
        var token: [UInt8] = []
        var bytes = part.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "~") else {
                token.append(byte)
                continue
            }
            switch bytes.next() {
            case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        self.init(decoding: token, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
