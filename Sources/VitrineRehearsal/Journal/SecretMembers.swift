import ExactJSON

/// Masks members of JSON that are credentials by their names.
enum SecretMembers {
    /// The text with the strings masked that stand under such names; `nil` when it isn't JSON.
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
            // A boolean `secret` only says that something is one.
            if member.value.kind == .string, !member.value.equals(""), SecretNames.contains(member.name) {
                edits.append(.replace(member.value, with: JSONText.string(JournalMasking.mask)))
            } else {
                collect(member.value, into: &edits)
            }
        }
    }
}
