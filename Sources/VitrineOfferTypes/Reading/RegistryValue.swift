import ExactJSON

/// A value in a file of the registry, which knows where it stands, so that each complaint says so.
struct RegistryValue {
    let value: JSONValue
    let place: RegistryPlace

    /// The file's root.
    init(_ file: RegistryFile) throws(RegistryError) {
        do throws(JSONError) {
            value = try JSONDocument(parsing: file.bytes).root
        } catch {
            throw RegistryError(file: file.name, pointer: nil, reason: error.message)
        }
        place = RegistryPlace(file: file.name, pointer: JSONPointer(tokens: []))
    }

    private init(_ value: JSONValue, at place: RegistryPlace) {
        self.value = value
        self.place = place
    }
}

// MARK: - Containers

extension RegistryValue {
    /// Refuses anything but an object with members of these names only, since a misspelled `secrets` must not pass.
    func expectObject(with names: Set<String>) throws(RegistryError) {
        guard value.kind == .object else { throw place.error("Write an object.") }
        for name in value.members.map(\.name) where !names.contains(name) {
            throw place.appending(name).error(
                "There is no such member. Known: \(names.sorted().joined(separator: ", "))."
            )
        }
    }

    func optional(_ name: String) -> RegistryValue? {
        value[name].map { RegistryValue($0, at: place.appending(name)) }
    }

    func required(_ name: String) throws(RegistryError) -> RegistryValue {
        guard let member = optional(name) else { throw place.error("The member '\(name)' is missing.") }
        return member
    }

    /// The members in their order.
    func namedMembers() throws(RegistryError) -> [(name: String, value: RegistryValue)] {
        guard value.kind == .object else { throw place.error("Write an object.") }
        return value.members.map { ($0.name, RegistryValue($0.value, at: place.appending($0.name))) }
    }

    func elements() throws(RegistryError) -> [RegistryValue] {
        guard value.kind == .array else { throw place.error("Write an array.") }
        return value.elements.enumerated().map { RegistryValue($1, at: place.appending(String($0))) }
    }
}

// MARK: - Scalars

extension RegistryValue {
    /// The string, which may be empty.
    func text() throws(RegistryError) -> String {
        guard let text = value.string else { throw place.error("Write a string.") }
        return text
    }

    func nonEmptyText() throws(RegistryError) -> String {
        let text = try text()
        guard !text.isEmpty else { throw place.error("Write a string that isn't empty.") }
        return text
    }

    func positiveInteger() throws(RegistryError) -> Int {
        guard let number = value.int64.flatMap(Int.init(exactly:)), number > 0 else {
            throw place.error("Write an integer from 1.")
        }
        return number
    }

    /// An integer from 0.
    func count() throws(RegistryError) -> Int {
        guard let number = value.int64.flatMap(Int.init(exactly:)), number >= 0 else {
            throw place.error("Write an integer from 0.")
        }
        return number
    }

    func number() throws(RegistryError) -> Double {
        guard let number = value.double else { throw place.error("Write a number.") }
        return number
    }

    func bool() throws(RegistryError) -> Bool {
        switch value.kind {
        case .true: return true
        case .false: return false
        default: throw place.error("Write true or false.")
        }
    }

    /// The string as one of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(
        of: Word.Type
    ) throws(RegistryError) -> Word where Word.RawValue == String {
        guard let word = value.string.flatMap(Word.init) else {
            throw place.error("Write one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return word
    }

    /// The string as a path into a definition: a JSON Pointer in which `*` stands for every item of an array.
    func path() throws(RegistryError) -> JSONPointer {
        guard let path = JSONPointer(try text()), !path.tokens.isEmpty, !path.tokens.contains("") else {
            throw place.error("Write a path into the definition, such as /offer/name or /plans/*/name.")
        }
        return path
    }
}
