import ExactJSON

/// Masks members of JSON that are credentials by their names.
enum SecretMembers {
    /// The text with the values masked that stand under such names, of whatever kind they are; `nil` when it isn't JSON.
    static func masked(_ bytes: [UInt8]) -> [UInt8]? {
        guard let document = try? JSONDocument(parsing: bytes, limits: JSONLimits(maximumBytes: .max)) else {
            return nil
        }
        var edits: [JSONEdit] = []
        collect(document.root, into: &edits)
        return edits.isEmpty ? bytes : document.replacing(edits)
    }

    /// Goes no deeper than the parser allows.
    private static func collect(_ value: JSONValue, into edits: inout [JSONEdit]) {
        for element in value.elements { collect(element, into: &edits) }
        for member in value.members {
            if isSomething(member.value), SecretNames.contains(member.name) {
                edits.append(.replace(member.value, with: JSONText.string(JournalMasking.mask)))
            } else {
                collect(member.value, into: &edits)
            }
        }
    }

    /// A boolean `secret` only says that something is one.
    private static func isSomething(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .true, .false, .null: false
        case .string: !value.equals("")
        default: true
        }
    }
}
