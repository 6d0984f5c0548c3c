package import ExactJSON

/// A definition that is to be held against the rules of its type.
package struct ValidatedDocument: Sendable {
    /// The definition, without its secrets.
    let root: JSONValue

    /// Places of secrets that are set, and of everything around them: what is there although the text doesn't show it.
    private let secretPlaces: Set<JSONPointer>

    /// Values of secrets, where they are to be looked at.
    let secretValues: [JSONPointer: JSONValue]

    /// `secrets` are the secrets that are set, by their places in the definition.
    package init(_ root: JSONValue, secrets: [JSONPointer: JSONValue]) {
        self.init(root, secrets: Array(secrets.keys), values: secrets)
    }

    /// `secrets` are the places in the definition of the secrets that are set; their values aren't looked at.
    package init(_ root: JSONValue, secrets: [JSONPointer]) {
        self.init(root, secrets: secrets, values: [:])
    }

    private init(_ root: JSONValue, secrets: [JSONPointer], values: [JSONPointer: JSONValue]) {
        self.root = root
        secretValues = values
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
        (spot.value?.saysNothing ?? true) && (secretPlaces.isEmpty || !secretPlaces.contains(spot.pointer))
    }

    /// Where `names` lead to from a spot. `*` leads to each member or item; another name always leads somewhere, be it to a
    /// value that isn't there.
    func spots(_ names: ArraySlice<String>, from start: Spot) -> [Spot] {
        guard let any = names.firstIndex(of: FieldKey.any) else { return [start.member(names)] }
        let rest = names[(any + 1)...]
        let entries = start.member(names[..<any]).entries
        return rest.isEmpty ? entries : entries.flatMap { spots(rest, from: $0) }
    }

    func spots(_ names: [String], from start: Spot) -> [Spot] { spots(names[...], from: start) }
}

/// A place in a definition, and what stands there.
struct Spot: Sendable {
    let value: JSONValue?

    /// The way to it, in two parts: so a place that a rule's names lead to costs no memory of its own.
    private let start: [String]
    private let rest: ArraySlice<String>

    init(_ value: JSONValue?, _ tokens: [String]) {
        self.init(value, tokens, [])
    }

    private init(_ value: JSONValue?, _ start: [String], _ rest: ArraySlice<String>) {
        self.value = value
        self.start = start
        self.rest = rest
    }

    var tokens: [String] { rest.isEmpty ? start : start + rest }

    var pointer: JSONPointer { JSONPointer(tokens: tokens) }

    func member(_ name: String) -> Spot { Spot(value?[name], tokens + [name]) }

    /// The member of the member, and so on.
    func member(_ names: ArraySlice<String>) -> Spot {
        guard !names.isEmpty else { return self }
        var value = value
        for name in names {
            guard let outer = value else { break }
            value = outer[name]
        }
        return Spot(value, tokens, names)
    }

    /// The members of an object or the items of an array.
    var entries: [Spot] {
        guard let value else { return [] }
        let tokens = tokens
        switch value.kind {
        case .object: return value.members.map { Spot($0.value, tokens + [$0.name]) }
        case .array: return value.elements.enumerated().map { Spot($1, tokens + [String($0)]) }
        case .string, .number, .true, .false, .null: return []
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
