import ExactJSON

/// A JSON value that tests put together and change.
indirect enum MadeValue: Sendable {
    case object([String: MadeValue])
    case array([MadeValue])
    case text(String)

    /// A number, `true`, `false` or `null`, as JSON writes it.
    case word(String)

    /// A value as a document has it.
    init(_ value: JSONValue) {
        switch value.kind {
        case .object: self = .object(Dictionary(value.members.map { ($0.name, MadeValue($0.value)) }) { $1 })
        case .array: self = .array(value.elements.map(MadeValue.init))
        case .string: self = .text(value.string ?? "")
        case .number, .true, .false, .null: self = .word(String(decoding: value.text, as: UTF8.self))
        }
    }

    var json: String {
        switch self {
        case .object(let members):
            let list = members.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\($0.value.json)" }
            return "{\(list.joined(separator: ","))}"
        case .array(let items): return "[\(items.map(\.json).joined(separator: ","))]"
        case .text(let text): return Self.quoted(text)
        case .word(let word): return word
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }) else { return "\"\(text)\"" }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }

    /// The value at a place; `nil` takes it away, and what is set makes the objects that lead to it.
    subscript(place: ArraySlice<String>) -> MadeValue? {
        get {
            guard let name = place.first else { return self }
            return child(name)?[place.dropFirst()]
        }
        set {
            guard let name = place.first else {
                self = newValue ?? .word("null")
                return
            }
            var inner = child(name) ?? .object([:])
            inner[place.dropFirst()] = newValue
            set(name, to: place.count == 1 ? newValue : inner)
        }
    }

    subscript(place: [String]) -> MadeValue? {
        get { self[place[...]] }
        set { self[place[...]] = newValue }
    }

    private func child(_ name: String) -> MadeValue? {
        switch self {
        case .object(let members): members[name]
        case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
        case .text, .word: nil
        }
    }

    private mutating func set(_ name: String, to value: MadeValue?) {
        switch self {
        case .object(var members):
            members[name] = value
            self = .object(members)
        case .array(var items):
            guard let index = Int(name), items.indices.contains(index), let value else { return }
            items[index] = value
            self = .array(items)
        case .text, .word: break
        }
    }

    /// The names or places of what is right inside.
    var names: [String] {
        switch self {
        case .object(let members): members.keys.sorted()
        case .array(let items): items.indices.map(String.init)
        case .text, .word: []
        }
    }
}
