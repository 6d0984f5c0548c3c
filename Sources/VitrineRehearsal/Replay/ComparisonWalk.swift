import ExactJSON
import VitrineCore
import VitrineText

/// A walk through two JSON texts side by side that notes where they differ.
struct ComparisonWalk {
    private(set) var differences: [AnswerDifference] = []

    private static let most = 100

    mutating func note(_ place: String, _ old: String, _ new: String) {
        guard differences.count < Self.most else { return }
        differences.append(AnswerDifference(place: place, old: old.shown(atMost: 80), new: new.shown(atMost: 80)))
    }

    /// Goes no deeper than the parser allows.
    mutating func compare(_ old: JSONValue, _ new: JSONValue, at place: JSONPointer) {
        guard differences.count < Self.most, !old.isSameContent(as: new) else { return }
        switch (old.kind, new.kind) {
        case (.object, .object): compareMembers(old, new, at: place)
        case (.array, .array): compareElements(old, new, at: place)
        case (.string, .string) where Self.isSameKind(old.string ?? "", new.string ?? ""): break
        default: note(Self.shown(place), Self.shown(old), Self.shown(new))
        }
    }

    private mutating func compareMembers(_ old: JSONValue, _ new: JSONValue, at place: JSONPointer) {
        var others = Dictionary(new.members.map { (Array($0.name.utf8), $0.value) }) { first, _ in first }
        for member in old.members {
            let other = others.removeValue(forKey: Array(member.name.utf8))
            guard !JournalComparison.ignoredMembers.contains(member.name) else { continue }
            let place = place.appending(member.name)
            guard let other else {
                note(Self.shown(place), Self.shown(member.value), "(none)")
                continue
            }
            compare(member.value, other, at: place)
        }
        for member in new.members where others[Array(member.name.utf8)] != nil {
            guard !JournalComparison.ignoredMembers.contains(member.name) else { continue }
            note(Self.shown(place.appending(member.name)), "(none)", Self.shown(member.value))
        }
    }

    private mutating func compareElements(_ old: JSONValue, _ new: JSONValue, at place: JSONPointer) {
        guard old.count == new.count else {
            note(Self.shown(place), "\(old.count) items", "\(new.count) items")
            return
        }
        for (index, (one, other)) in zip(old.elements, new.elements).enumerated() {
            compare(one, other, at: place.appending(index: index))
        }
    }

    private static func shown(_ place: JSONPointer) -> String { place.tokens.isEmpty ? "body" : place.description }

    private static func shown(_ value: JSONValue) -> String { String(decoding: value.text.prefix(400), as: UTF8.self) }

    /// Whether both are times, GUIDs, tags, or URLs of the same path; in texts, GUIDs and tags count as the same wherever they stand.
    private static func isSameKind(_ old: String, _ new: String) -> Bool {
        if ArchiveTime.timestamp(old) != nil, ArchiveTime.timestamp(new) != nil { return true }
        if EntityTag(old) != nil, EntityTag(new) != nil { return true }
        let one = withoutQuery(old), other = withoutQuery(new)
        return one == other || withoutGUIDs(withoutTags(one)) == withoutGUIDs(withoutTags(other))
    }

    private static func withoutQuery(_ text: String) -> String {
        guard text.hasPrefix("http") || text.hasPrefix("/") else { return text }
        return String(text.prefix { $0 != "?" })
    }

    /// The text without the times of the tags in it.
    private static func withoutTags(_ text: String) -> String {
        text.replacing(/datetime'[0-9TZ:.%A-]*'/, with: "datetime''")
    }

    /// The text with a star for each GUID in it.
    private static func withoutGUIDs(_ text: String) -> String {
        guard text.utf8.count >= 36 else { return text }
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if index + 36 <= bytes.count, bytes[index + 8] == 0x2D, bytes[index + 13] == 0x2D,
                GUID(String(decoding: bytes[index..<index + 36], as: UTF8.self)) != nil
            {
                kept.append(UInt8(ascii: "*"))
                index += 36
            } else {
                kept.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
