import ExactJSON
import VitrineText

/// A key that a condition, a set of fields or a plan rule names, and where.
struct KeyUse {
    let reference: KeyReference

    /// What a key without a holder is looked up in.
    let level: OfferField.Level
    let place: RegistryPlace

    /// Whether there is such a field, one around it or one inside of it.
    func leads(toOneOf fields: [OfferField]) -> Bool {
        fields.contains { field in
            field.level == target
                && (field.key == key || field.key.hasPrefix(key + ".") || key.hasPrefix(field.key + "."))
        }
    }

    /// What to say when it leads nowhere.
    func complaint(among fields: [OfferField]) -> RegistryComplaint {
        let hint = Suggestion.hint(for: key, among: fields.filter { $0.level == target }.map(\.key))
        return place.complaint("The type has no field '\(key)' at the level \(target.rawValue).\(hint)")
    }

    private var key: String { reference.key.text }

    private var target: OfferField.Level {
        switch reference.holder {
        case .same: level
        case .offer: .offer
        case .anyPlan: .plan
        }
    }
}

// MARK: - Reading

extension RegistryValue {
    /// The keys that a part's conditions, sets and plan rules name.
    func keyUses() throws(RegistryError) -> [KeyUse] {
        var uses: [KeyUse] = []
        for field in try optional("fields")?.elements() ?? [] {
            let need = field.optional("rule")?.optional("required")
            uses += try need?.conditionKeys(["when", "unless"], level: try field.level()) ?? []
        }
        for set in try optional("sets")?.elements() ?? [] {
            let level = try set.level()
            uses += try set.conditionKeys(["discriminator", "when", "unless"], level: level)
            for name in ["requires", "requiresOneOf", "forbids"] {
                uses += try set.list(name) { (key) throws(RegistryError) in try key.keyUse(level) }
            }
        }
        return try uses + (optional("planRules")?.planKeys() ?? [])
    }

    private func planKeys() throws(RegistryError) -> [KeyUse] {
        var uses = try conditionKeys(["minUnless"], level: .offer)
        if let key = optional("privateKey") { uses.append(try key.keyUse(.plan)) }
        for name in ["idsAlsoIn", "maxEntries", "sameCount", "sameValue", "risingKeys"] {
            uses += try list(name) { (entry) throws(RegistryError) in try entry.required("key").keyUse(.plan) }
        }
        return uses
    }

    private func conditionKeys(_ names: [String], level: OfferField.Level) throws(RegistryError) -> [KeyUse] {
        var uses: [KeyUse] = []
        for name in names {
            guard let condition = optional(name) else { continue }
            uses.append(try condition.required("key").keyUse(level))
        }
        return uses
    }

    private func keyUse(_ level: OfferField.Level) throws(RegistryError) -> KeyUse {
        KeyUse(reference: KeyReference(try nonEmptyText()), level: level, place: place)
    }

    private func level() throws(RegistryError) -> OfferField.Level {
        try required("level").word(of: OfferField.Level.self)
    }
}
