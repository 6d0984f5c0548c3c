import ExactJSON

extension RegistryValue {
    private static let setMembers: Set = [
        "name", "level", "discriminator", "when", "unless", "requires", "requiresOneOf", "forbids", "severity",
        "message",
    ]

    /// Fields that belong together.
    func fieldSet() throws(RegistryError) -> FieldSet {
        try expectObject(with: Self.setMembers)
        var conditions: [Condition] = []
        for name in ["discriminator", "when"] {
            if let condition = optional(name) { conditions.append(try condition.condition()) }
        }
        return FieldSet(
            name: try required("name").nonEmptyText(),
            level: try required("level").word(of: OfferField.Level.self),
            conditions: conditions,
            unless: try optional("unless")?.condition(),
            requires: try keys("requires"),
            requiresOneOf: try keys("requiresOneOf"),
            forbids: try keys("forbids"),
            severity: try required("severity").word(of: Finding.Level.self),
            message: try required("message").nonEmptyText()
        )
    }

    private func keys(_ name: String) throws(RegistryError) -> [KeyReference] {
        try list(name) { (element) throws(RegistryError) in KeyReference(try element.nonEmptyText()) }
    }

    private static let planMembers: Set = [
        "minPlans", "minUnless", "minSeverity", "maxPlans", "maxPrivatePlans", "maxSeverity", "privateKey", "idKey",
        "uniqueIds", "idCase", "idPattern", "idPatternSeverity", "idsAlsoIn", "maxEntries", "sameCount", "sameValue",
        "risingKeys",
    ]

    /// What must hold of all plans together.
    func planRules() throws(RegistryError) -> PlanRules {
        try expectObject(with: Self.planMembers)
        var rules = PlanRules()
        rules.least = try required("minPlans").count()
        rules.leastUnless = try optional("minUnless")?.condition()
        rules.leastSeverity = try level("minSeverity") ?? .error
        rules.most = try optional("maxPlans")?.count()
        if let most = rules.most, most < rules.least { throw place.error("'maxPlans' is less than 'minPlans'.") }
        rules.mostPrivate = try optional("maxPrivatePlans")?.count()
        rules.mostSeverity = try level("maxSeverity") ?? .error
        rules.privateKey = try optional("privateKey").map { (key) throws(RegistryError) in
            FieldKey(try key.nonEmptyText())
        }
        rules.idKey = try optional("idKey")?.nonEmptyText()
        rules.hasUniqueIDs = try optional("uniqueIds")?.bool() ?? false
        _ = try optional("idCase")?.word(of: IDCase.self)
        rules.idPattern = try optional("idPattern")?.pattern()
        rules.idPatternSeverity = try level("idPatternSeverity") ?? .warning
        rules.idsAlsoIn = try list("idsAlsoIn") { (entry) throws(RegistryError) in
            try entry.expectObject(with: ["key", "idKey"])
            return (try entry.key(), try entry.required("idKey").nonEmptyText())
        }
        rules.mostEntries = try list("maxEntries") { (entry) throws(RegistryError) in
            try entry.expectObject(with: ["key", "count", "severity"])
            return (try entry.key(), try entry.required("count").count(), try entry.severity())
        }
        rules.sameCount = try list("sameCount") { (entry) throws(RegistryError) in
            try entry.expectObject(with: ["key", "member", "fixedAfterLive", "severity"])
            let isFixed = try entry.optional("fixedAfterLive")?.bool() ?? false
            return (try entry.key(), try entry.required("member").nonEmptyText(), isFixed, try entry.severity())
        }
        rules.sameValue = try list("sameValue") { (entry) throws(RegistryError) in
            try entry.expectObject(with: ["key", "severity"])
            return (FieldKey(try entry.key()), try entry.severity())
        }
        rules.risingKeys = try list("risingKeys") { (entry) throws(RegistryError) in
            try entry.expectObject(with: ["key", "severity"])
            return (try entry.key(), try entry.severity())
        }
        return rules
    }

    /// How ids are compared: there is one way.
    private enum IDCase: String, CaseIterable {
        case fold
    }

    private func key() throws(RegistryError) -> String { try required("key").nonEmptyText() }

    private func severity() throws(RegistryError) -> Finding.Level { try level("severity") ?? .error }

    private func level(_ name: String) throws(RegistryError) -> Finding.Level? {
        try optional(name)?.word(of: Finding.Level.self)
    }
}
