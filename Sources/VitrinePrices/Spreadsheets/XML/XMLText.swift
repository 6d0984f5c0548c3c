/// What is asked of a part's bytes before any of them reach the XML parser.
enum XMLText {
    /// More attributes than a tag of any workbook has, and more declarations of namespaces than a part.
    static let maximumAttributes = 512
    static let maximumNamespaces = 256

    /// Refuses bytes that aren't UTF-8, any document type, and what would keep the parser busy for minutes.
    ///
    /// Foundation's parser ends the process where a name isn't UTF-8, where a processing instruction has no content, and
    /// where a text has exactly four bytes. Without a document type there are no entities, neither external ones nor some
    /// that grow. What could hide one from this look, another encoding, is refused first: by its zero bytes, and by the
    /// declaration.
    static func check(_ bytes: [UInt8], of part: PartName) throws(PriceFinding) {
        guard bytes.count > 4 else {
            throw PriceFinding(.malformedXML, at: .part(part.text), "This part is empty. Save the workbook again.")
        }
        guard isUTF8(bytes), !bytes.contains(0), !declaresOtherEncoding(bytes) else {
            throw PriceFinding(.notUTF8, at: .part(part.text), "This part isn't UTF-8. Save the workbook again.")
        }
        guard !hasInstructions(bytes) else {
            let message = "This part has a processing instruction, which no workbook needs. Save the workbook again."
            throw PriceFinding(.malformedXML, at: .part(part.text), message)
        }
        guard places(of: "<!DOCTYPE", in: bytes, upTo: 1) + places(of: "<!ENTITY", in: bytes, upTo: 1) == 0 else {
            let message = "This part has a document type, which no workbook needs. Save the workbook again."
            throw PriceFinding(.documentType, at: .part(part.text), message)
        }
        guard hasFewAttributes(bytes), places(of: "xmlns", in: bytes, upTo: maximumNamespaces + 1) <= maximumNamespaces
        else {
            let message = "This part has more attributes in one place than any workbook. Save the workbook again."
            throw PriceFinding(.tooManyAttributes, at: .part(part.text), message)
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// Whether there is any `<?` but that of the declaration which the text may begin with.
    private static func hasInstructions(_ bytes: [UInt8]) -> Bool {
        places(of: "<?", in: bytes, upTo: 2) > (hasDeclaration(bytes) ? 1 : 0)
    }

    private static func hasDeclaration(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.starts(with: "<?xml".utf8) && [0x20, 0x09, 0x0A, 0x0D].contains(text.dropFirst(5).first)
    }

    private static func declaresOtherEncoding(_ bytes: [UInt8]) -> Bool {
        guard hasDeclaration(bytes) else { return false }
        let declaration = String(decoding: bytes.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
        guard let name = declaration.split(separator: "encoding", maxSplits: 1).dropFirst().first else { return false }
        let quoted = name.split(whereSeparator: { $0 == "\"" || $0 == "'" }).dropFirst().first
        return quoted != "utf-8"
    }

    /// How often a word stands in the text, counted up to a limit.
    private static func places(of word: StaticString, in bytes: [UInt8], upTo limit: Int) -> Int {
        let word = Array(word.description.utf8)
        var count = 0, index = 0
        while count < limit, index < bytes.count {
            if bytes[index] == word[0], bytes[index...].starts(with: word) { count += 1 }
            index += 1
        }
        return count
    }

    /// Counts each `="` from one `<` to the next, be it in a tag or in the text after it.
    ///
    /// The parser compares each attribute of a tag with all others, and takes minutes for 400,000 of them. This count holds
    /// however it takes the text, broken tags included, since it ends a tag at a `<` at the latest.
    private static func hasFewAttributes(_ bytes: [UInt8]) -> Bool {
        var count = 0, isAfterEqualSign = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): count = 0
            case UInt8(ascii: "="): isAfterEqualSign = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                count += isAfterEqualSign ? 1 : 0
                isAfterEqualSign = false
            case 0x20, 0x09, 0x0A, 0x0D: break
            default: isAfterEqualSign = false
            }
            guard count <= maximumAttributes else { return false }
        }
        return true
    }
}
