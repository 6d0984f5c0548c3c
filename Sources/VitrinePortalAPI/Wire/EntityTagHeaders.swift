import HTTPTypes
import VitrineCore

/// `If-Match` and `If-None-Match`, as RFC 9110 has them.
enum EntityTagHeaders {
    static func precondition(_ headers: HTTPFields) -> WritePrecondition {
        WritePrecondition(ifMatch: condition(headers[.ifMatch]), ifNoneMatch: condition(headers[.ifNoneMatch]))
    }

    /// Whether `If-None-Match` names `tag`, by weak comparison, so that the answer is 304.
    static func isUnchanged(_ headers: HTTPFields, _ tag: EntityTag) -> Bool {
        switch condition(headers[.ifNoneMatch]) {
        case nil: false
        case .any: true
        case .tags(let tags): tags.contains(tag)
        }
    }

    /// Whether a header's value names `tag`, which is in quotes, by weak comparison, or is `*`.
    static func names(_ tag: String, in value: String?) -> Bool {
        split(value ?? "").contains { $0 == "*" || $0 == tag || $0 == "W/\(tag)" }
    }

    /// The condition in a header's value: `*`, or a list of which only tags of ours can ever match.
    private static func condition(_ value: String?) -> WritePrecondition.TagCondition? {
        guard let value else { return nil }
        let items = split(value)
        if items == ["*"] { return .any }
        return .tags(items.compactMap { EntityTag($0) })
    }

    /// The items of a list, split at the commas outside quotes.
    private static func split(_ list: String) -> [Substring] {
        var items: [Substring] = []
        var isQuoted = false
        var start = list.startIndex
        for index in list.indices {
            switch list[index] {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                items.append(list[start..<index])
                start = list.index(after: index)
            default: break
            }
        }
        items.append(list[start...])
        return items.map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
