/// What part of an artifact a GET asks for. Source: RFC 9110, sections 13.1.5 and 14.
package enum ByteRange: Hashable, Sendable {
    /// Everything, with 200: no range was asked for, or none that counts.
    case whole
    /// These bytes, with 206.
    case part(Range<Int>)
    /// 416: the range lies behind the end.
    case unsatisfiable

    /// What the header `Range` asks for, of an artifact of `size` bytes.
    ///
    /// A header that can't be read is no range, and neither are several ranges: they are answered with everything.
    /// With a header `If-Range` a part is only given when that is `entityTag`. A date is never that, since artifacts are
    /// served without one.
    package init(_ range: String?, ifRange: String? = nil, entityTag: String, size: Int) {
        self = .whole
        guard let range, ifRange == nil || ifRange == entityTag else { return }
        let halves = range.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].lowercased() == "bytes" else { return }
        let texts = halves[1].split(separator: ",").map(Self.trimmed).filter { !$0.isEmpty }
        guard texts.count == 1 else { return }
        self = Self.part(texts[0], size)
    }

    /// The header `Content-Range` of the answer; `nil` when it has none.
    package func contentRange(size: Int) -> String? {
        switch self {
        case .whole: nil
        case .part(let range): "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        case .unsatisfiable: "bytes */\(size)"
        }
    }

    private static func part(_ text: Substring, _ size: Int) -> ByteRange {
        guard let dash = text.firstIndex(of: "-") else { return .whole }
        let (first, last) = (text[..<dash], text[text.index(after: dash)...])
        if first.isEmpty { return number(last).map { suffix($0, size) } ?? .whole }
        guard let start = number(first) else { return .whole }
        guard let end = last.isEmpty ? Int.max : number(last), start <= end else { return .whole }
        return start < size ? .part(start..<(min(end, size - 1) + 1)) : .unsatisfiable
    }

    private static func suffix(_ length: Int, _ size: Int) -> ByteRange {
        guard length > 0 else { return .unsatisfiable }
        return size == 0 ? .whole : .part(max(0, size - length)..<size)
    }

    /// Digits, however many: what is more than any size counts as the largest number.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text) ?? Int.max
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = text.drop(while: isBlank)
        return start.lastIndex { !isBlank($0) }.map { start[...$0] } ?? start[start.endIndex...]
    }
}
