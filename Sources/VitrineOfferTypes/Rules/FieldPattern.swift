import Foundation

/// A regular expression of the registry, compiled. It is anchored, and has neither look-around nor references.
struct FieldPattern: Sendable, CustomStringConvertible {
    let description: String
    private let expression: NSRegularExpression

    /// `nil` when `text` isn't one, isn't anchored at both ends, or has what is left out.
    init?(_ text: String) {
        guard text.hasPrefix("^"), text.hasSuffix("$"), !Self.looksAroundOrBack(text),
            let expression = try? NSRegularExpression(pattern: text)
        else { return nil }
        description = text
        self.expression = expression
    }

    /// Whether a group looks around, or an escape refers to what a group matched.
    private static func looksAroundOrBack(_ text: String) -> Bool {
        let letters = Array(text.unicodeScalars)
        var index = 0
        while index < letters.count {
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            if letters[index] == "\\" {
                if let next, ("1"..."9").contains(next) || next == "k" { return true }
                index += 2
                continue
            }
            if letters[index] == "(", next == "?", index + 2 < letters.count {
                let isLookBehind = letters[index + 2] == "<" && index + 3 < letters.count
                if ["=", "!"].contains(letters[isLookBehind ? index + 3 : index + 2]) { return true }
            }
            index += 1
        }
        return false
    }

    func matches(_ text: String) -> Bool {
        let range = NSRange(location: 0, length: text.utf16.count)
        // `$` also matches before a line break at the end.
        guard let match = expression.firstMatch(in: text, range: range) else { return false }
        return match.range.length == range.length
    }
}
