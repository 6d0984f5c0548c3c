import Foundation

/// Text of any language in a header that only takes ASCII. Source: RFC 2047.
enum EncodedWords {
    /// So that a line with the longest word stays below 76 characters, the header's name included.
    private static let bytesInWord = 39

    /// Texts up to this length stay on one line.
    private static let longestPlain = 60

    /// `text` itself when it is short and plain, encoded words on lines of their own otherwise.
    static func encode(_ text: String) -> String {
        let isPlain = text.utf8.count <= longestPlain && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard !isPlain || text.contains("=?") || text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
        return words(text).map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// The bytes in pieces that break no character, as each word must stand alone.
    private static func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            if word.count + bytes.count > bytesInWord {
                words.append(word)
                word = []
            }
            word += bytes
        }
        return words + [word]
    }
}
