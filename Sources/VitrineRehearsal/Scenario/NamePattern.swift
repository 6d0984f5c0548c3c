import VitrineCore

/// A pattern for names, in which `*` stands for any characters; letter case doesn't count, as in names.
package struct NamePattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    package let text: String
    private let folded: [UInt8]

    /// Any text is a pattern.
    package init(_ text: String) {
        self.text = text
        folded = Array(text.asciiFolded.utf8)
    }

    package var description: String { text }

    package static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// Whether all of `name` fits. Time grows with the product of both lengths at worst, never beyond.
    package func matches(_ name: String) -> Bool {
        let name = Array(name.asciiFolded.utf8)
        var place = 0, patternPlace = 0
        // Where to go on when it turns out that the last star stands for one more.
        var star: (pattern: Int, name: Int)?
        while place < name.count {
            if patternPlace < folded.count, folded[patternPlace] == Self.star {
                star = (patternPlace + 1, place)
                patternPlace += 1
            } else if patternPlace < folded.count, folded[patternPlace] == name[place] {
                patternPlace += 1
                place += 1
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                patternPlace = last.pattern
                place = last.name + 1
            } else {
                return false
            }
        }
        return folded[patternPlace...].allSatisfy { $0 == Self.star }
    }

    /// Whether every name that `other` fits fits this too. Says no where that isn't plain to see.
    func covers(_ other: NamePattern) -> Bool {
        if folded.allSatisfy({ $0 == Self.star }) && !folded.isEmpty { return true }
        return self == other || (!other.folded.contains(Self.star) && matches(other.text))
    }

    /// Whether it stands for one name alone.
    var isLiteral: Bool { !folded.contains(Self.star) }

    private static let star = UInt8(ascii: "*")
}
