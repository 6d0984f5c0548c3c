import ExactJSON

extension RegistryPart {
    private static let moduleMembers: Set = [
        "format", "kind", "id", "displayName", "version", "arrays", "closedObjects", "secrets", "fields",
        "sets",
    ]
    private static let typeMembers = moduleMembers.union(["modules", "guards", "idEvidence", "planRules"])

    /// Reads a type or a module; says of every member, field and set what is wrong with it.
    init(_ root: RegistryValue, kind: Kind) throws(RegistryError) {
        var complaints = Complaints()
        self.kind = kind
        place = root.place
        let names = kind == .type ? Self.typeMembers : Self.moduleMembers
        _ = complaints.gathering { () throws(RegistryError) in try root.expectObject(with: names) }
        id = complaints.gathering { () throws(RegistryError) in try root.required("id").partID() } ?? ""
        displayName =
            complaints.gathering { () throws(RegistryError) in try root.required("displayName").nonEmptyText() } ?? ""
        version =
            complaints.gathering { () throws(RegistryError) in try root.required("version").positiveInteger() } ?? 1
        idEvidence = complaints.gathering { () throws(RegistryError) in try root.optional("idEvidence")?.text() } ?? nil
        modules =
            complaints.gathering { () throws(RegistryError) in try root.optional("modules")?.references() ?? [] } ?? []
        guards =
            complaints.gathering { () throws(RegistryError) in try root.optional("guards")?.references() ?? [] } ?? []
        let declared = complaints.gathering { () throws(RegistryError) in try root.declarations() }
        declarations = declared ?? []
        fields =
            complaints.gathering { () throws(RegistryError) in try root.fields(agreeingWith: declared) } ?? []
        sets =
            complaints.gathering { () throws(RegistryError) in
                try root.list("sets") { (element) throws(RegistryError) in try element.fieldSet() }
            } ?? []
        let rules = complaints.gathering { () throws(RegistryError) in try root.optional("planRules")?.planRules() }
        planRules = (rules ?? nil) ?? PlanRules()
        source = OfferTypeSource(root)
        // Of a part with anything wrong in it, keys are not asked for.
        keyUses = complaints.all.isEmpty ? try root.keyUses() : []
        try complaints.throwIfAny()
    }
}

extension OfferTypeSource {
    fileprivate init(_ root: RegistryValue) {
        func texts(_ name: String) -> [ArraySlice<UInt8>] { root.value[name]?.elements.map(\.text) ?? [] }
        self.init(
            arrays: texts("arrays"),
            closedObjects: texts("closedObjects"),
            secrets: texts("secrets"),
            sets: texts("sets"),
            planRules: root.value["planRules"]?.text
        )
    }
}

extension RegistryValue {
    /// The ids that an array names.
    func references() throws(RegistryError) -> [RegistryPart.Reference] {
        try each { (element) throws(RegistryError) in
            RegistryPart.Reference(id: try element.nonEmptyText(), place: element.place)
        }
    }

    /// An id as it can stand in a URL and in a filter.
    fileprivate func partID() throws(RegistryError) -> String {
        let text = try text()
        func isLetterOrDigit(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber)
        }
        guard let first = text.first, isLetterOrDigit(first), text.utf8.count <= 100,
            text.allSatisfy({ isLetterOrDigit($0) || "-._".contains($0) })
        else {
            throw place.error(
                "Write 1 to 100 letters, digits, '-', '.' and '_', of which the first is a letter or digit."
            )
        }
        return text
    }

    fileprivate func declarations() throws(RegistryError) -> [SecretDeclaration] {
        var complaints = Complaints()
        let arrays = complaints.gathering { () throws(RegistryError) in
            try list("arrays") { (element) throws(RegistryError) in try element.array() }
        }
        let closed = complaints.gathering { () throws(RegistryError) in
            try list("closedObjects") { (element) throws(RegistryError) in try element.closedObject() }
        }
        let secrets = complaints.gathering { () throws(RegistryError) in
            try list("secrets") { (element) throws(RegistryError) in
                SecretDeclaration(path: try element.path(), rule: .secret, place: element.place)
            }
        }
        try complaints.throwIfAny()
        return (arrays ?? []) + (closed ?? []) + (secrets ?? [])
    }

    private func array() throws(RegistryError) -> SecretDeclaration {
        try expectObject(with: ["path", "itemID"])
        let itemID = try required("itemID").nonEmptyText()
        return SecretDeclaration(path: try required("path").path(), rule: .array(itemID: itemID), place: place)
    }

    private func closedObject() throws(RegistryError) -> SecretDeclaration {
        try expectObject(with: ["path", "open"])
        let open = try required("open").each { (name) throws(RegistryError) in try name.nonEmptyText() }
        return SecretDeclaration(path: try required("path").path(), rule: .closed(open: open), place: place)
    }
}

// MARK: - Fields

extension RegistryValue {
    private static let fieldMembers: Set = [
        "key", "level", "type", "required", "limits", "secret", "evidence", "rule", "why",
    ]

    /// Refuses a field that is called secret and would be served, and one that is called readable and would not;
    /// without `declarations`, which have something wrong in them, nothing can be said of that.
    fileprivate func fields(
        agreeingWith declarations: [SecretDeclaration]?
    ) throws(RegistryError) -> [OfferField] {
        try list("fields") { (element) throws(RegistryError) in
            let field = try element.field()
            guard let declarations else { return field }
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
            rule: try fieldRule(),
            ruleText: optional("rule").map(\.value.text),
            why: try optional("why")?.nonEmptyText()
        )
    }

    /// `null`, or nothing, where a machine can't check anything.
    private func fieldRule() throws(RegistryError) -> FieldRule? {
        guard let rule = optional("rule"), rule.value.kind != .null else { return nil }
        return try rule.rule(isTop: true)
    }
}
