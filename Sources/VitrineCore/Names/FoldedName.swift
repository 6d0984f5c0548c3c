/// A name as it was first written, that compares without regard to ASCII letter case.
///
/// Source: wire contract, section 1, "names in paths".
package protocol FoldedName: Hashable, Sendable, CustomStringConvertible {
    /// The name as it was written.
    var text: String { get }

    /// The name with ASCII letters in lower case: what stores index and what equality looks at.
    var key: String { get }
}

extension FoldedName {
    package var description: String { text }

    package static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension String {
    /// This text with `A` to `Z` in lower case and every other character as it is.
    package var asciiFolded: String {
        guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
        return String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
