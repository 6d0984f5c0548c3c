import ExactJSON
import VitrineCore

/// What must hold of all plans together.
extension Validation {
    mutating func checkPlans(_ plans: [Spot]) {
        let rules = type.planRules
        let all = document.definition.member("plans")
        if plans.count < rules.least, !(rules.leastUnless.map { holds($0, in: document.offer) } ?? false) {
            let message = "It has \(plans.count) plans; \(rules.least) at least are wanted."
            note(.tooFew, rules.leastSeverity, all, message)
        }
        if let most = rules.most, plans.count > most {
            note(.tooMany, rules.mostSeverity, all, "It has \(plans.count) plans; \(most) at most are allowed.")
        }
        checkPrivatePlans(plans, at: all)
        checkIDs(plans)
        for rule in rules.mostEntries { checkEntries(rule, plans) }
        for rule in rules.sameCount { checkCounts(rule, plans) }
        for rule in rules.sameValue { checkValues(rule, plans) }
    }

    private mutating func checkPrivatePlans(_ plans: [Spot], at all: Spot) {
        guard let key = type.planRules.privateKey, let most = type.planRules.mostPrivate else { return }
        let count = plans.count { plan in
            document.spots(key.names, from: plan).contains { !document.isMissing($0) }
        }
        guard count > most else { return }
        note(.tooMany, type.planRules.mostSeverity, all, "\(count) plans are private; \(most) at most are allowed.")
    }

    /// Ids are compared without case.
    private mutating func checkIDs(_ plans: [Spot]) {
        guard let idKey = type.planRules.idKey else { return }
        var spots = plans.map { $0.member(idKey) }
        for also in type.planRules.idsAlsoIn {
            spots += plans.flatMap { $0.member(also.key).entries.map { $0.member(also.idKey) } }
        }
        var seen: Set<String> = []
        for spot in spots {
            guard let id = spot.value?.string, !id.isEmpty else { continue }
            if let pattern = type.planRules.idPattern, !pattern.matches(id) {
                note(
                    .wrongForm,
                    type.planRules.idPatternSeverity,
                    spot,
                    "An id must have the form \(pattern); it is \(id.quoted)."
                )
            }
            if type.planRules.hasUniqueIDs, !seen.insert(id.asciiFolded).inserted {
                note(.notUnique, .error, spot, "The \(idKey) \(id.quoted) is there twice.")
            }
        }
    }

    private mutating func checkEntries(_ rule: (key: String, count: Int, severity: Finding.Level), _ plans: [Spot]) {
        for spot in plans.map({ $0.member(rule.key) }) {
            guard let count = spot.value?.count, count > rule.count else { continue }
            note(.tooMany, rule.severity, spot, "It has \(count) entries; \(rule.count) at most are allowed.")
        }
    }

    private mutating func checkCounts(
        _ rule: (key: String, member: String, isFixedAfterLive: Bool, severity: Finding.Level),
        _ plans: [Spot]
    ) {
        for spot in plans.map({ $0.member(rule.key) }) {
            let counts = Set(spot.entries.map { $0.member(rule.member).value?.count ?? 0 })
            guard counts.count > 1 else { continue }
            let list = counts.sorted().map(String.init).joined(separator: " and ")
            let words = "Its entries have \(list) \(rule.member); all must have as many as one another."
            note(.notAlike, rule.severity, spot, words)
        }
    }

    private mutating func checkValues(_ rule: (key: FieldKey, severity: Finding.Level), _ plans: [Spot]) {
        let values = plans.compactMap { plan -> (Spot, JSONValue)? in
            guard let spot = document.spots(rule.key.names, from: plan).first, let value = spot.value else {
                return nil
            }
            return (spot, value)
        }
        guard let first = values.first?.1 else { return }
        for (spot, value) in values where !value.isSameContent(as: first) {
            note(.notAlike, rule.severity, spot, "It must be the same in all plans.")
        }
    }
}
