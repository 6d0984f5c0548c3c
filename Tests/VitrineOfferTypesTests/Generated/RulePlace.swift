import ExactJSON
import VitrineOfferTypes

/// A value of a complete document, and the rule that it keeps.
struct RulePlace: Sendable {
    let row: RegistryRow
    let rule: JSONValue
    let place: [String]
    let role: Role
    let level: Finding.Level

    /// How deep inside of its row's value it is.
    let depth: Int

    enum Role: Sendable {
        case row, member, item, other
    }

    var kind: String { rule["kind"]?.string ?? "" }
    var pointer: JSONPointer { JSONPointer(tokens: place) }

    /// Whether its value is a text.
    var isText: Bool { !["boolean", "integer", "number", "array", "object", "any"].contains(kind) }

    /// What names it when a test fails.
    var words: String { "\(row.reference.type) \(row.key) at \(pointer)" }
}

extension CompleteDocument {
    /// Every value of a row that has a rule, from the outermost in.
    func places(of row: RegistryRow) -> [RulePlace] {
        guard let rule = row.rule, row.holder + row.names != ["offer"] else { return [] }
        let level = row.level(rule["severity"])
        return places(in: RulePlace(row: row, rule: rule, place: place(of: row), role: .row, level: level, depth: 0))
    }

    private func places(in outer: RulePlace) -> [RulePlace] {
        var inner: [RulePlace] = []
        func add(_ rule: JSONValue, _ name: String, _ role: RulePlace.Role) {
            let level = rule["severity"].map { outer.row.level($0) } ?? outer.level
            let place = outer.place + [name]
            guard root[place] != nil else { return }
            inner.append(
                RulePlace(row: outer.row, rule: rule, place: place, role: role, level: level, depth: outer.depth + 1)
            )
        }
        if let item = outer.rule["items"] { add(item, "0", .item) }
        let named = outer.rule["members"]?.members.map { $0 } ?? []
        for member in named { add(member.value, member.name, .member) }
        if let others = outer.rule["values"] {
            let names = root[outer.place]?.names ?? []
            if let name = names.first(where: { name in !named.contains { $0.name == name } }) {
                add(others, name, .other)
            }
        }
        return [outer] + inner.flatMap { places(in: $0) }
    }

    /// Places whose values can be changed in one document, none of them inside of another.
    func separatePlaces() -> [[RulePlace]] {
        let outer = rows.checked.filter { row in rows.checked.contains { row.holds($0) } }
        let keys = Set(outer.map(\.key))
        let innermost = rows.checked.filter { !keys.contains($0.key) }.flatMap { places(of: $0) }
        let byDepth = Dictionary(grouping: innermost, by: \.depth).sorted { $0.key < $1.key }.map(\.value)
        return byDepth + outer.flatMap { places(of: $0) }.map { [$0] }
    }

    /// For each batch the document with all values changed that `change` has a new one for, and what is found in it.
    func changing(
        _ change: (RulePlace) throws -> MadeValue?,
        _ check: (RulePlace, [Finding]) -> Void
    ) throws {
        for batch in batches {
            var changed = root
            var places: [RulePlace] = []
            for place in batch {
                guard let value = try change(place) else { continue }
                changed[place.place] = value
                places.append(place)
            }
            guard !places.isEmpty else { continue }
            let found = Dictionary(grouping: try findings(changed), by: \.pointer)
            for place in places { check(place, found[place.pointer] ?? []) }
        }
    }
}
