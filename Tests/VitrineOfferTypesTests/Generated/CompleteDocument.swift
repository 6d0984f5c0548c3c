import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrineTestKit

/// A definition in which every field of its type has a value that is right.
struct CompleteDocument: Sendable {
    let type: OfferType
    let rows: RegistryRows
    private(set) var root: MadeValue

    /// Where secrets stand.
    private(set) var secrets: [[String]] = []

    /// Places that are changed together: none of them is inside of another.
    private(set) var batches: [[RulePlace]] = []

    /// Of a type of the registry, made once.
    static func of(_ id: String) throws -> CompleteDocument { try #require(made[id]).get() }

    private static let made = Dictionary(
        uniqueKeysWithValues: EveryRowTests.types.map { id in (id, Result { try CompleteDocument(of: id) }) }
    )

    private init(of id: String) throws {
        type = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: id)])
        rows = try RegistryRows(of: id)
        let plans: [MadeValue] = rows.planRules?.number("maxPlans", or: 1) == 0 ? [] : [.object([:])]
        root = .object(["offer": .object([:]), "plans": .array(plans)])
        let right = try RightValue(type: id)
        for row in rows.checked.sorted(by: { $0.names.count < $1.names.count }) {
            guard let rule = row.rule, row.holder + row.names != ["offer"], row.holder + row.names != ["plans"] else {
                continue
            }
            let place = place(of: row)
            if row.isSecret { secrets.append(place) }
            root[place] = try right.value(for: rule)
        }
        // An object without members is as nothing, and one type has no fields of the offer.
        if root[["offer"]]?.names == [] { root[["offer", "x"]] = .word("1") }
        // Ids of plans are told apart from those of generations.
        if root[["plans", "0", "planId"]] != nil { root[["plans", "0", "planId"]] = .text("plan-a") }
        batches = separatePlaces()
    }

    /// Where the row's value stands: in the first of several.
    func place(of row: RegistryRow) -> [String] { row.names.reduce(row.holder) { resolved($0, $1) } }

    private func resolved(_ place: [String], _ name: String) -> [String] {
        guard name == "*" else { return place + [name] }
        return place + [root[place]?.names.first ?? name]
    }

    /// Where a condition's key leads to, seen from a row.
    func place(ofKey key: String, from row: RegistryRow) -> [String] {
        let parts = key.split(separator: ":").map(String.init)
        let holder = parts.count == 1 ? row.holder : parts[0] == "offer" ? ["offer"] : ["plans", "0"]
        return RegistryRow.names(parts[parts.count - 1]).reduce(holder) { resolved($0, $1) }
    }

    /// What a validation of `root` finds, or of this document itself: secrets are taken out and stand beside it, as they do
    /// in a store. One that says nothing is none.
    func findings(_ root: MadeValue? = nil) throws -> [Finding] {
        var rest = root ?? self.root
        var values: [JSONPointer: JSONValue] = [:]
        for place in secrets {
            guard let secret = rest[place] else { continue }
            rest[place] = nil
            guard !["null", "\"\"", "[]", "{}"].contains(secret.json) else { continue }
            values[JSONPointer(tokens: place)] = try JSONDocument(parsing: Array(secret.json.utf8)).root
        }
        let document = ValidatedDocument(try JSONDocument(parsing: Array(rest.json.utf8)).root, secrets: values)
        let found = type.findings(in: document, at: .fixture)
        #expect(found.count == found.all.count)
        return found.all
    }
}
