/// Descriptions as the document has them: plain text, with code between backticks and a blank line between paragraphs.
enum Prose {
    static func paragraphs(_ text: String) -> HTML {
        "\(text.split(separator: "\n\n").map { "<p>\(line(String($0)))</p>" })"
    }

    /// Text without paragraphs. A backtick without a partner stands for itself.
    static func line(_ text: String) -> HTML {
        var parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        if parts.count.isMultiple(of: 2) {
            let last = parts.removeLast()
            parts[parts.endIndex - 1] += "`" + last
        }
        let pieces: [HTML] = parts.enumerated().map { index, part in
            index.isMultiple(of: 2) ? "\(part)" : "<code>\(part)</code>"
        }
        return "\(pieces, separator: "")"
    }
}
