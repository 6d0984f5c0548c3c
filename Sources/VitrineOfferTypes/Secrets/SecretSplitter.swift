import ExactJSON
import VitrineCore

/// Walks a definition along a ``Secrecy`` tree and notes what is to be taken out of it.
struct SecretSplitter {
    private(set) var removals: [JSONEdit] = []
    var supplied: [SuppliedSecret] = []
    var items = ItemIndex()

    mutating func visit(
        membersOf object: JSONValue,
        as branch: Secrecy.Branch,
        at place: DefinitionPlace
    ) throws(Refusal) {
        for member in object.members {
            guard let node = branch[member] else { continue }
            try visit(member.value, as: node, at: place.appending(member.name))
        }
    }

    private mutating func visit(
        _ value: JSONValue,
        as node: Secrecy.Node,
        at place: DefinitionPlace
    ) throws(Refusal) {
        switch node {
        case .secret:
            try take(value, at: place)
        case .closed(let open):
            try visitClosed(value, open: open, at: place)
        case .object(let branch):
            try Self.expect(.object, value, at: place)
            try visit(membersOf: value, as: branch, at: place)
        case .array(let itemID, let items):
            try Self.expect(.array, value, at: place)
            try visit(itemsOf: value, itemID: itemID, as: items, at: place)
        }
    }

    /// A secret could stand anywhere in a value of another kind, so that it can't be let in. A `null` holds none.
    private static func expect(
        _ kind: JSONValue.Kind,
        _ value: JSONValue,
        at place: DefinitionPlace
    ) throws(Refusal) {
        guard value.kind != kind, value.kind != .null, let name = place.pointer.tokens.last else { return }
        throw place.refusal("'\(name)' must be an \(kind), since secrets can stand in it.")
    }
}

// MARK: - Closed objects

extension SecretSplitter {
    private mutating func visitClosed(
        _ value: JSONValue,
        open: [String],
        at place: DefinitionPlace
    ) throws(Refusal) {
        switch value.kind {
        case .object:
            // What was once stored for the container as a whole has given way to an object.
            supply(.clear, at: place)
            try take(membersOf: value, butFor: open, at: place)
        case .null:
            supply(.clearBelow, at: place)
        case .array, .string, .number, .true, .false:
            try takeContainer(value, at: place)
        }
    }

    mutating func take(
        membersOf object: JSONValue,
        butFor open: [String],
        at place: DefinitionPlace
    ) throws(Refusal) {
        for member in object.members where !open.contains(where: member.nameEquals) {
            let name = member.name
            guard name.utf8.count <= SecretLimits.nameBytes else {
                throw place.refusal(
                    "Names of members that are kept secret have \(SecretLimits.nameBytes) bytes at most."
                )
            }
            try take(member.value, at: place.appending(name))
        }
    }

    /// Takes out a closed object that isn't one: a single secret, in place of those that were below.
    private mutating func takeContainer(_ value: JSONValue, at place: DefinitionPlace) throws(Refusal) {
        let meaning = try remove(value, at: place)
        if meaning != .keep { supply(.clearBelow, at: place) }
        if meaning != .clear { supply(meaning, at: place) }
    }
}

// MARK: - Taking out

extension SecretSplitter {
    private mutating func take(_ value: JSONValue, at place: DefinitionPlace) throws(Refusal) {
        supply(try remove(value, at: place), at: place)
    }

    private mutating func supply(_ value: SuppliedSecret.Value, at place: DefinitionPlace) {
        supplied.append(SuppliedSecret(path: place.secretPath, pointer: place.pointer, value: value))
    }

    private mutating func remove(
        _ value: JSONValue,
        at place: DefinitionPlace
    ) throws(Refusal) -> SuppliedSecret.Value {
        guard removals.count < SecretLimits.count else {
            throw place.refusal("A definition holds \(SecretLimits.count) secrets at most; this is one too many.")
        }
        guard value.range.count <= SecretLimits.valueBytes else {
            throw place.refusal("A secret's value has \(SecretLimits.valueBytes) bytes of JSON text at most.")
        }
        removals.append(.remove(value))
        return SuppliedSecret.Value(value)
    }
}
