package import ExactJSON

/// A definition that is to be held against the rules of its type.
package struct ValidatedDocument: Sendable {
    /// The definition, without its secrets.
    let root: JSONValue

    /// Places of secrets that are set, and of everything around them: what is there although the text doesn't show it.
    private let secretPlaces: Set<JSONPointer>

    /// `secrets` are the places in the definition of the secrets that are set.
    package init(_ root: JSONValue, secrets: [JSONPointer]) {
        self.root = root
        secretPlaces = Set(
            secrets.flatMap { secret in
                (0...secret.tokens.count).map { JSONPointer(tokens: Array(secret.tokens.prefix($0))) }
            }
        )
    }

    /// The length of its text.
    var byteCount: Int { root.range.count }

    /// The offer's own fields; `nil` where there are none.
    var offer: Spot { Spot(root["offer"], ["offer"]) }

    var plans: [Spot] {
        root["plans"]?.elements.enumerated().map { Spot($1, ["plans", String($0)]) } ?? []
    }

    var definition: Spot { Spot(root, []) }

    /// What fields of a level stand in.
    func holders(of level: OfferField.Level) -> [Spot] {
        switch level {
        case .offer: [offer]
        case .plan: plans
        case .definition: [definition]
        // What stands beside the definition was looked at when it came in.
        case .root: []
        }
    }

    /// Whether nothing is there: neither a value that says something nor a secret.
    func isMissing(_ spot: Spot) -> Bool {
        spot.value?.saysNothing ?? true && (secretPlaces.isEmpty || !secretPlaces.contains(spot.pointer))
    }

    /// Where `names` lead to from a spot. `*` leads to each member or item; another name always leads somewhere, be it to a
    /// value that isn't there.
    func spots(_ names: some Sequence<String>, from start: Spot) -> [Spot] {
        var found = [start]
        for name in names {
            guard name == FieldKey.any else {
                found = found.map { $0.member(name) }
                continue
            }
            found = found.flatMap(\.entries)
        }
        return found
    }
}

/// A place in a definition, and what stands there.
struct Spot: Sendable {
    let value: JSONValue?
    let tokens: [String]

    init(_ value: JSONValue?, _ tokens: [String]) {
        self.value = value
        self.tokens = tokens
    }

    var pointer: JSONPointer { JSONPointer(tokens: tokens) }

    func member(_ name: String) -> Spot { Spot(value?[name], tokens + [name]) }

    /// The members of an object or the items of an array.
    var entries: [Spot] {
        switch value?.kind {
        case .object: value?.members.map { Spot($0.value, tokens + [$0.name]) } ?? []
        case .array: value?.elements.enumerated().map { Spot($1, tokens + [String($0)]) } ?? []
        default: []
        }
    }
}

extension JSONValue {
    /// `null`, `""`, `[]` or `{}`.
    var saysNothing: Bool {
        switch kind {
        case .null: true
        case .string: range.count == 2
        case .object, .array: count == 0
        case .number, .true, .false: false
        }
    }
}
