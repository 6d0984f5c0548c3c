import ExactJSON

extension RegistryPart {
    /// The one form of file that this reader knows. A change that it can't read raises the number.
    private static let format = 1

    private static let moduleMembers: Set = [
        "format", "kind", "id", "displayName", "version", "arrays", "closedObjects", "secrets", "fields",
        "sets",
    ]
    private static let typeMembers = moduleMembers.union(["modules", "guards", "idEvidence", "planRules"])

    init(_ root: RegistryValue) throws(RegistryError) {
        // Asked first: of another format, nothing else can be expected.
        let format = try root.required("format")
        guard try format.positiveInteger() == Self.format else {
            throw format.place.error("This server reads format \(Self.format).")
        }
        kind = try root.required("kind").word(of: Kind.self)
        try root.expectObject(with: kind == .type ? Self.typeMembers : Self.moduleMembers)
        id = try root.required("id").nonEmptyText()
        displayName = try root.required("displayName").nonEmptyText()
        version = try root.required("version").positiveInteger()
        modules = try root.references("modules")
        guards = try root.references("guards")
        declarations = try root.declarations()
        fields = try root.fields(agreeingWith: declarations)
        sets = try root.fieldSets()
        planRules = try root.optional("planRules")?.planRules() ?? PlanRules()
        place = root.place
    }
}

extension RegistryValue {
    /// The elements of a member that may be absent, each read by `read`.
    private func list<Element>(
        _ name: String,
        _ read: (RegistryValue) throws(RegistryError) -> Element
    ) throws(RegistryError) -> [Element] {
        var list: [Element] = []
        for element in try optional(name)?.elements() ?? [] {
            list.append(try read(element))
        }
        return list
    }

    fileprivate func references(_ name: String) throws(RegistryError) -> [RegistryPart.Reference] {
        try list(name) { (element) throws(RegistryError) in
            RegistryPart.Reference(id: try element.nonEmptyText(), place: element.place)
        }
    }

    fileprivate func declarations() throws(RegistryError) -> [SecretDeclaration] {
        let arrays = try list("arrays") { (element) throws(RegistryError) in try element.array() }
        let closed = try list("closedObjects") { (element) throws(RegistryError) in try element.closedObject() }
        let secrets = try list("secrets") { (element) throws(RegistryError) in
            SecretDeclaration(path: try element.path(), rule: .secret, place: element.place)
        }
        return arrays + closed + secrets
    }

    private func array() throws(RegistryError) -> SecretDeclaration {
        try expectObject(with: ["path", "itemID"])
        let itemID = try required("itemID").nonEmptyText()
        return SecretDeclaration(path: try required("path").path(), rule: .array(itemID: itemID), place: place)
    }

    private func closedObject() throws(RegistryError) -> SecretDeclaration {
        try expectObject(with: ["path", "open"])
        let open = try required("open").elements().map { (name) throws(RegistryError) in try name.nonEmptyText() }
        return SecretDeclaration(path: try required("path").path(), rule: .closed(open: open), place: place)
    }
}

// MARK: - Fields

extension RegistryValue {
    private static let fieldMembers: Set = [
        "key", "level", "type", "required", "limits", "secret", "evidence", "rule", "why",
    ]

    /// Refuses a field that is called secret and would be served, and one that is called readable and would not.
    fileprivate func fields(
        agreeingWith declarations: [SecretDeclaration]
    ) throws(RegistryError) -> [OfferField] {
        try list("fields") { (element) throws(RegistryError) in
            let field = try element.field()
            guard field.isSecret == declarations.contains(where: { $0.hides(field) }) else {
                throw element.place.appending("secret").error(
                    field.isSecret
                        ? "The field is secret: name its path in 'secrets', or its object's in 'closedObjects'."
                        : "The field is not secret, but 'secrets' or 'closedObjects' take it out. Make them agree."
                )
            }
            return field
        }
    }

    private func field() throws(RegistryError) -> OfferField {
        try expectObject(with: Self.fieldMembers)
        return OfferField(
            key: try required("key").nonEmptyText(),
            level: try required("level").word(of: OfferField.Level.self),
            type: try required("type").nonEmptyText(),
            required: try required("required").nonEmptyText(),
            limits: try optional("limits")?.text() ?? "",
            isSecret: try required("secret").bool(),
            evidence: try required("evidence").nonEmptyText(),
            rule: try fieldRule()
        )
    }

    /// `null`, or nothing, where a machine can't check anything.
    private func fieldRule() throws(RegistryError) -> FieldRule? {
        guard let rule = optional("rule"), rule.value.kind != .null else { return nil }
        return try rule.rule(isTop: true)
    }

    fileprivate func fieldSets() throws(RegistryError) -> [FieldSet] {
        try list("sets") { (element) throws(RegistryError) in try element.fieldSet() }
    }
}
