/// A pattern for the path of a request: segments between slashes, without the query.
///
/// `{word}` stands for one whole segment, `*` for any characters within one, and `**` for any number of segments. A slash at the
/// end doesn't count; neither does letter case.
package struct PathPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    package let text: String
    private let segments: [Segment]

    private enum Segment: Hashable {
        case rest
        case one(NamePattern)
    }

    /// `nil` unless it starts with `/`, its braces are whole segments, and it has no query.
    package init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "/"), !text.contains("?"), text.utf8.count <= 1_000 else { return nil }
        var segments: [Segment] = []
        for part in text.split(separator: "/") {
            guard let segment = Self.segment(String(part)) else { return nil }
            segments.append(segment)
        }
        self.text = text
        self.segments = segments
    }

    package var description: String { text }

    package static func == (left: Self, right: Self) -> Bool { left.segments == right.segments }

    package func hash(into hasher: inout Hasher) { hasher.combine(segments) }

    private static func segment(_ part: String) -> Segment? {
        if part == "**" { return .rest }
        guard part.contains("{") || part.contains("}") else { return .one(NamePattern(part)) }
        guard part.count > 2, part.first == "{", part.last == "}" else { return nil }
        let word = part.dropFirst().dropLast()
        return word.allSatisfy { $0.isLetter && $0.isASCII } ? .one(NamePattern("*")) : nil
    }

    /// Whether the path of an offer itself can fit: `/api/publishers/X/offers/Y`.
    var canNameOffer: Bool {
        let names: [String?] = ["api", "publishers", nil, "offers", nil]
        guard !segments.contains(.rest) else { return true }
        return segments.count == names.count
            && zip(segments, names).allSatisfy { segment, name in
                guard case .one(let pattern) = segment, let name else { return true }
                return pattern.matches(name)
            }
    }

    /// Whether a request's path fits; a query behind it is left out.
    package func matches(_ path: String) -> Bool {
        let parts = RequestPath(path).segments
        // The same walk as for characters: the last `**` takes one more whenever the rest doesn't fit.
        var place = 0, patternPlace = 0
        var rest: (pattern: Int, place: Int)?
        while place < parts.count {
            if patternPlace < segments.count, segments[patternPlace] == .rest {
                rest = (patternPlace + 1, place)
                patternPlace += 1
            } else if patternPlace < segments.count, case .one(let name) = segments[patternPlace],
                name.matches(parts[place])
            {
                patternPlace += 1
                place += 1
            } else if let last = rest {
                rest = (last.pattern, last.place + 1)
                patternPlace = last.pattern
                place = last.place + 1
            } else {
                return false
            }
        }
        return segments[patternPlace...].allSatisfy { $0 == .rest }
    }

    /// Whether every path that `other` fits fits this too. Says no where that isn't plain to see.
    func covers(_ other: PathPattern) -> Bool {
        if segments == [.rest] { return true }
        guard !segments.contains(.rest), segments.count == other.segments.count else { return self == other }
        return zip(segments, other.segments).allSatisfy { mine, others in
            guard case .one(let one) = mine, case .one(let another) = others else { return false }
            return one.covers(another)
        }
    }

    /// The one publisher that the path names, when it names one.
    var literalPublisher: String? {
        guard segments.count > 2, segments[0] == .one(NamePattern("api")),
            segments[1] == .one(NamePattern("publishers")), case .one(let name) = segments[2], name.isLiteral
        else { return nil }
        return name.text
    }
}
