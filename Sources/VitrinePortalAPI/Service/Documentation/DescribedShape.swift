import ExactJSON

/// What a schema says, as rows for people: every member at any depth, under its path from the root.
struct DescribedShape {
    /// The schema's name among the components; `nil` when it has none.
    let name: String?
    let type: String
    let description: String
    let members: [Member]

    struct Member {
        /// Names with dots between them; `[]` stands for any item of an array.
        let path: String
        let type: String
        let isRequired: Bool

        /// The description, then what the schema says in numbers and choices.
        let description: String
    }

    init(_ schema: DescribedValue) throws {
        name = schema.referenceName
        type = try SchemaWords.type(of: schema)
        description = schema.description
        var list = MemberList()
        try list.add(schema, at: "", inside: [])
        members = list.members
    }

    /// The shapes that a value may have: the alternatives of a schema that gives some, else the schema itself.
    static func alternatives(of schema: DescribedValue) throws -> [DescribedShape] {
        let alternatives = try schema.elements(of: "oneOf")
        return try (alternatives.isEmpty ? [schema] : alternatives).map(DescribedShape.init)
    }
}

/// Gathers members from the root down.
private struct MemberList {
    var members: [DescribedShape.Member] = []

    /// `names` are those of the schemas that `schema` is inside of: one that holds itself is shown once.
    mutating func add(_ schema: DescribedValue, at path: String, inside names: Set<String>) throws {
        var names = names
        if let name = schema.referenceName, !names.insert(name).inserted { return }
        for part in try schema.elements(of: "allOf") { try add(part, at: path, inside: names) }
        if let items = try schema["items"] { try add(items, at: path + "[]", inside: names) }
        let required = schema.json["required"]?.elements.compactMap(\.string) ?? []
        for (name, property) in try schema.members(of: "properties") {
            let place = path.isEmpty ? name : "\(path).\(name)"
            members.append(
                DescribedShape.Member(
                    path: place,
                    type: try SchemaWords.type(of: property),
                    isRequired: required.contains(name),
                    description: SchemaWords.description(of: property)
                )
            )
            try add(property, at: place, inside: names)
        }
    }
}
