import ExactJSON

/// A value of a YAML text, and where it stands.
///
/// Scalars are read as JSON would: `true`, `false`, `null` and JSON's numbers, when they stand without quotation marks, are
/// that; all else is text. So the country `NO` is no boolean, and `1.10` keeps its zero.
struct YAMLValue: Sendable {
    let kind: Kind
    let position: SourcePosition

    enum Kind: Sendable {
        case mapping([Entry])
        case sequence([YAMLValue])
        case text(String)

        /// A number as JSON spells it, digit for digit.
        case number(String)
        case bool(Bool)
        case null
    }

    /// A key with its value.
    struct Entry: Sendable {
        let name: String

        /// Where the key begins.
        let position: SourcePosition
        let value: YAMLValue
    }
}

extension YAMLValue.Kind {
    /// What a scalar without quotation marks stands for.
    init(plain text: String) {
        switch text {
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        case "null", "Null", "NULL", "~", "": self = .null
        default: self = Self.isNumber(text) ? .number(text) : .text(text)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else { return false }
        guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { return false }
        return document.root.kind == .number && document.root.text.count == text.utf8.count
    }
}

extension YAMLValue {
    /// The value as a JSON text, compact; names and texts as they were written.
    var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        switch kind {
        case .mapping(let entries):
            writer.beginObject()
            for entry in entries {
                writer.name(entry.name)
                entry.value.write(to: &writer)
            }
            writer.endObject()
        case .sequence(let items):
            writer.beginArray()
            for item in items { item.write(to: &writer) }
            writer.endArray()
        case .text(let text): writer.string(text)
        case .number(let text): writer.raw(Array(text.utf8))
        case .bool(let isTrue): writer.bool(isTrue)
        case .null: writer.null()
        }
    }
}
