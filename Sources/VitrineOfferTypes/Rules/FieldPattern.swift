import Foundation

/// A regular expression of the registry, compiled. It is anchored, and has neither look-around nor references.
struct FieldPattern: Sendable, CustomStringConvertible {
    let description: String
    private let expression: NSRegularExpression

    /// `nil` when `text` isn't one, or isn't anchored at both ends.
    init?(_ text: String) {
        guard text.hasPrefix("^"), text.hasSuffix("$"), let expression = try? NSRegularExpression(pattern: text) else {
            return nil
        }
        description = text
        self.expression = expression
    }

    func matches(_ text: String) -> Bool {
        let range = NSRange(location: 0, length: text.utf16.count)
        // `$` also matches before a line break at the end.
        guard let match = expression.firstMatch(in: text, range: range) else { return false }
        return match.range.length == range.length
    }
}
