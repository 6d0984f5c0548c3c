import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

/// For every row of the reference: what happens when its value is taken away.
struct EveryNeedTests {
    @Test(arguments: EveryRowTests.types)
    func `a value that is missing is found exactly when it is needed`(type: String) throws {
        let document = try CompleteDocument.of(type)
        var problems: [String] = []
        for row in document.rows.checked where row.holder + row.names != ["offer"] && row.key != "definition.plans" {
            for (root, isNeeded) in try document.casesOfNeed(row) {
                let place = document.place(of: row)
                var changed = root
                changed[place] = nil
                let found = try document.findings(changed).filter { $0.pointer.tokens == place }
                let levels = found.filter { $0.code == .required }.map(\.level)
                let level = row.level(row.rule?["requiredSeverity"] ?? row.rule?["severity"])
                guard levels != (isNeeded ? [level] : []) else { continue }
                problems.append("\(row.reference.type) \(row.key), needed \(isNeeded): \(found)")
            }
        }
        #expect(problems == [])
    }

    /// The reference's own word for it, where that is a plain yes or no.
    @Test(arguments: EveryRowTests.types)
    func `a plain yes or no of the reference is that of the rule`(type: String) throws {
        for row in try CompleteDocument.of(type).rows.checked {
            let isAlways = row.need?.string == "always", isNever = row.need?.string == "never"
            let said = row.reference.required
            if said == "yes" || said.hasPrefix("yes (") {
                #expect(isAlways != Self.otherwise.keys.contains(row.key), "\(row.reference.type) \(row.key): \(said)")
            } else if said == "no" || said.hasPrefix("no (") {
                #expect(isNever, "\(row.reference.type) \(row.key): \(said)")
            }
        }
    }

    /// Rows that the reference calls needed and whose rule is not plainly so, and why.
    private static let otherwise = [
        "definition.plans": "rules of the plans say how many there are, by type",
        "microsoft-azure-marketplace.categoryMap": "an offer with the older, flat categories has none",
        "microsoft-azure-virtualmachines.operationSystem": "the key has another spelling, too",
        "microsoft-azure-corevm.vmImagesPublicAzure": "a set: one version at least over plan and generations",
    ]
}

extension CompleteDocument {
    /// Documents in which a row is needed and in which it isn't, as its rule says when.
    func casesOfNeed(_ row: RegistryRow) throws -> [(root: MadeValue, isNeeded: Bool)] {
        let need = try #require(row.need, "\(row.key)")
        if let word = need.string { return [(root, word == "always")] }
        let condition = try #require(need["when"] ?? need["unless"], "\(row.key)")
        return try [true, false].map { holds in
            let root = try letting(condition, hold: holds, for: row)
            return (root, holds == (need["when"] != nil))
        }
    }

    private func letting(_ condition: JSONValue, hold: Bool, for row: RegistryRow) throws -> MadeValue {
        let place = place(ofKey: try #require(condition["key"]?.string), from: row)
        var changed = root
        guard hold == (condition["present"]?.kind != .false) else {
            changed[place] = nil
            return changed
        }
        guard let word = condition["equals"] ?? condition["oneOf"]?[0] else { return changed }
        // Of an array, one item is enough.
        if case .array = changed[place] {
            changed[place] = .array([MadeValue(word)])
        } else {
            changed[place] = MadeValue(word)
        }
        return changed
    }
}
