import ExactJSON
import Testing
import VitrineOfferTypes

/// A field of the registry's files, read without the registry's own reader, beside the row that the reference has of it.
struct RegistryRow: Sendable {
    let reference: ReferenceRow

    /// `nil` where the registry has none.
    let rule: JSONValue?

    var key: String { reference.key }

    /// What a publish needs, in the registry's words: `always`, `never`, or an object with a condition.
    var need: JSONValue? { rule?["required"] }

    /// Whether its value is taken out of a definition before that is looked at.
    let isSecret: Bool

    /// The names that lead to the value from the object in which the field stands: of `a-b.c.*.d` `a-b.c`, `*`, `d`.
    let names: [String]

    init(_ reference: ReferenceRow, rule: JSONValue?, isSecret: Bool) {
        self.reference = reference
        self.rule = rule
        self.isSecret = isSecret
        names = Self.names(reference.level == "definition" ? String(reference.key.dropFirst(11)) : reference.key)
    }

    static func names(_ key: String) -> [String] {
        let parts = key.split(separator: ".").map(String.init)
        guard parts[0].contains("-"), parts.count > 1 else { return parts }
        return ["\(parts[0]).\(parts[1])"] + parts.dropFirst(2)
    }

    /// The object in which the field stands.
    var holder: [String] {
        switch reference.level {
        case "offer": ["offer"]
        case "plan": ["plans", "0"]
        default: []
        }
    }

    /// The level of a finding: an error only where the key was seen on the wire, unless the rule has its own.
    func level(_ own: JSONValue?) -> Finding.Level {
        guard reference.evidence.hasPrefix("V") else { return .warning }
        return own?.string == "warning" ? .warning : .error
    }
}

/// All rows of one type, with what its files say.
struct RegistryRows: Sendable {
    let id: String
    let rows: [RegistryRow]
    let planRules: JSONValue?

    init(of id: String) throws {
        self.id = id
        let own = try Self.file(id)
        let modules = try own["modules"]?.elements.compactMap(\.string).map(Self.file) ?? []
        let fields = ([own] + modules).flatMap { $0["fields"]?.elements.map { $0 } ?? [] }
        rows = try ReferenceRow.all().filter { ReferenceRow.ids[$0.type] == id }.map { row in
            let field = fields.first { $0["key"]?.string == row.key && $0["level"]?.string == row.level }
            let found = try #require(field, "\(id) \(row.level) \(row.key)")
            let rule = found["rule"].flatMap { $0.kind == .object ? $0 : nil }
            return RegistryRow(row, rule: rule, isSecret: found["secret"]?.kind == .true)
        }
        checked = rows.filter { $0.rule != nil && $0.reference.level != "root" }
        planRules = own["planRules"]
    }

    /// Those that a validation looks at.
    let checked: [RegistryRow]

    static func file(_ name: String) throws -> JSONValue {
        let file = try #require(RegistryFile.builtIn.first { $0.name == "\(name).json" }, "\(name)")
        return try JSONDocument(parsing: file.bytes).root
    }
}

extension RegistryRow {
    /// Whether `other` is a part of this one's value.
    func holds(_ other: RegistryRow) -> Bool {
        let place = holder + names, inner = other.holder + other.names
        return inner.count > place.count && Array(inner.prefix(place.count)) == place
    }
}
