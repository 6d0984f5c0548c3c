import VitrineText

/// What is wrong with a question to the journal.
package struct JournalFilterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence for whoever asks.
    package let description: String
}

extension JournalFilter {
    /// What may be asked for, in the order in which it is told.
    package static let names = ["method", "path", "publisher", "status", "fault", "since", "text"]

    /// The filter that query parameters spell; names that are none of its own are refused, but for those in `others`.
    package init(
        parameters: [(name: String, value: String)],
        others: Set<String> = []
    ) throws(JournalFilterError) {
        self.init()
        var given: Set<String> = []
        for (name, value) in parameters {
            guard given.insert(name).inserted else {
                throw JournalFilterError(description: "'\(name.shortened)' is given twice.")
            }
            if !others.contains(name) { try set(name, to: value) }
        }
    }

    private mutating func set(_ name: String, to value: String) throws(JournalFilterError) {
        switch name {
        case "method": method = value
        case "path":
            path = try Self.given(PathPattern(value), "'path' is a path from '/' on, in which '*' and '**' may stand.")
        case "status":
            statuses = try Self.given(StatusRange(value), "'status' is 412, 4xx, 400-499 or none.")
        case "publisher": publisher = value
        case "fault":
            hasFault = try Self.given(["true": true, "false": false][value], "'fault' is true or false.")
        case "since":
            let number = Int64(value).flatMap { $0 >= 0 ? $0 : nil }
            since = try Self.given(number, "'since' is the number of an exchange.")
        case "text": text = value.isEmpty ? nil : value
        default:
            let hint = Suggestion.hint(for: name, among: Self.names)
            let known = Self.names.joined(separator: ", ")
            throw JournalFilterError(
                description: "The journal has no filter '\(name.shortened)'.\(hint) Known: \(known)."
            )
        }
    }

    private static func given<Value>(_ value: Value?, _ reason: String) throws(JournalFilterError) -> Value {
        guard let value else { throw JournalFilterError(description: reason) }
        return value
    }
}
