import VitrineCore

/// Days and times as documents write them.
enum MomentText {
    private static let dateOrTime = FieldPattern(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
    )
    private static let universal = FieldPattern(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?Z$"
    )

    static func isDateOrTime(_ text: String) -> Bool { dateOrTime?.matches(text) ?? false }

    /// The moment that a time in UTC names, with `Z`; `nil` for a bare day and for everything else.
    static func time(_ text: String) -> Timestamp? {
        guard universal?.matches(text) == true else { return nil }
        let parts = text.dropLast().split(separator: ".")
        guard let whole = parts.first else { return nil }
        let seconds = whole.utf8.count == 16 ? "\(whole):00" : String(whole)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let padding = String(repeating: "0", count: 7 - fraction.utf8.count)
        return Timestamp(wire: "\(seconds).\(fraction)\(padding)Z")
    }
}
