/// What names may look like: strict for a name that is being made, lenient for one that is being looked for.
enum NameSyntax {
    /// Longest id that is looked up at all, in bytes.
    static let maximumLookupLength = 255

    /// Refuses text that can't be part of a path: empty, `.` and `..`, a slash, control characters, or too long.
    ///
    /// Anything else is simply not found. Source: wire contract, section 1, "names in paths".
    static func checkLookup(_ text: String, what: String) throws(Refusal) {
        guard !text.isEmpty, text != ".", text != "..", text.utf8.count <= maximumLookupLength else {
            throw Refusal(.badRequest, "The \(what) in the path is malformed: give 1 to \(maximumLookupLength) bytes.")
        }
        guard text.utf8.allSatisfy(isNameByte) || !text.unicodeScalars.contains(where: isForbidden) else {
            throw Refusal(
                .badRequest,
                "The \(what) in the path is malformed: it must not hold slashes, backslashes or control characters."
            )
        }
    }

    /// Refuses a new name that isn't 1 to 50 ASCII letters, digits, `-` and `_`, starting with a letter or digit and
    /// not ending with `-`.
    ///
    /// Source: offer types reference, section 2, the union rule. Capital letters are let through because names compare
    /// without case and come back as first created.
    static func checkNew(_ text: String, what: String) throws(Refusal) {
        let bytes = Array(text.utf8)
        let fits = (1...50).contains(bytes.count) && bytes.allSatisfy(isNameByte)
        guard fits, let first = bytes.first, isAlphanumeric(first), bytes.last != 0x2D else {
            throw Refusal(
                .badRequest,
                "A new \(what) has 1 to 50 letters, digits, '-' and '_', starts with a letter or digit and does not end with '-'."
            )
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "/" || scalar == "\\"
    }

    private static func isNameByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
