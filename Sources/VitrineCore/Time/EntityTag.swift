/// The tag of one state of one offer: the time of the last change of anything that the representation shows.
///
/// Written `W/"datetime'2017-06-07T06%3A15%3A40.4771399Z'"`. Source: wire contract, section 3.
package struct EntityTag: Hashable, Sendable, CustomStringConvertible {
    package let time: Timestamp

    package init(_ time: Timestamp) {
        self.time = time
    }

    package var description: String { "W/\"datetime'\(time.wire(timeSeparator: [0x25, 0x33, 0x41]))'\"" }

    /// The tag that `text` spells, with or without the weak prefix; `nil` when it isn't a tag of ours.
    package init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        if rest.hasPrefix("W/") { rest.removeFirst(2) }
        let opening = "\"datetime'"
        let closing = "'\""
        guard rest.hasPrefix(opening), rest.hasSuffix(closing),
            rest.utf8.count > opening.utf8.count + closing.utf8.count
        else { return nil }
        let inner = rest.dropFirst(opening.count).dropLast(closing.count)
        guard let time = Timestamp(wire: Self.decodingColons(inner)) else { return nil }
        self.time = time
    }

    /// Tags carry their colons percent-encoded; a client that decoded them once is understood as well.
    private static func decodingColons(_ text: Substring) -> String {
        var decoded = ""
        var rest = text
        while let percent = rest.firstIndex(of: "%") {
            let code = rest[percent...].prefix(3)
            decoded += rest[..<percent]
            decoded += code == "%3A" || code == "%3a" ? ":" : String(code)
            rest = rest[code.endIndex...]
        }
        return decoded + rest
    }
}
