import VitrineText

/// What HTTP takes in a request. Source: RFC 9110, sections 5.1, 5.5 and 9.1.
enum RequestSyntax {
    /// What is wrong with a request, as a sentence without the values of its headers; `nil` when nothing is.
    static func mistake(method: String, _ headers: [HeaderField]) -> String? {
        guard isToken(method) else { return "'\(method.shown)' is no method." }
        for field in headers {
            guard isToken(field.name) else { return "'\(field.name.shown)' is no name of a header." }
            guard isValue(field.value) else { return "its header '\(field.name.shown)' has a control character in it." }
        }
        return nil
    }

    private static let marks = Set("!#$%&'*+-.^_`|~".utf8)

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || marks.contains(byte)
            }
    }

    /// A tab is the one control character that may be in it.
    private static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }
}
