import VitrineCore

/// Days and times as documents write them.
enum MomentText {
    private static let dateOrTime = FieldPattern(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
    )

    static func isDateOrTime(_ text: String) -> Bool { dateOrTime?.matches(text) ?? false }

    /// The moment that a time in UTC names, with `Z` and with or without seconds; `nil` for a bare day and for everything
    /// else.
    static func time(_ text: String) -> Timestamp? {
        let hasSeconds = text.utf8.count != "2019-07-01T10:00Z".utf8.count
        return Timestamp(wire: hasSeconds ? text : "\(text.dropLast()):00Z")
    }
}
