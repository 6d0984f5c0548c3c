/// The only shape of address that mails have here: `name@example.org`, in ASCII, without quotes and comments.
enum MailAddress {
    /// The longest path that SMTP takes, without its brackets. Source: RFC 5321, section 4.5.3.1.3.
    private static let maximumLength = 254

    private static let special = Set("()<>[]:;,\\\"".utf8)

    /// Whether `text` has that shape. Then it holds no line break, space or bracket, so it can't end a header or command.
    static func isPlain(_ text: String) -> Bool {
        guard text.utf8.count <= maximumLength else { return false }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !special.contains($0) }) else { return false }
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    }
}
