import ExactJSON
import VitrineText

/// A value in a file of the registry, which knows where it stands, so that each complaint says so.
struct RegistryValue {
    let value: JSONValue
    let place: RegistryPlace

    /// The file's root.
    init(_ file: RegistryFile) throws(RegistryError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: file.bytes)
        } catch {
            throw RegistryError(
                RegistryComplaint(
                    file: file.name,
                    position: SourcePosition(of: error.offset, in: file.bytes),
                    pointer: nil,
                    reason: "This is not JSON: \(error.explanation)"
                )
            )
        }
        value = document.root
        place = RegistryPlace(file: file.name, document: document)
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
        let unknown = value.members.map(\.name).filter { !names.contains($0) }
        let complaints = unknown.map { name in
            let hint =
                Suggestion.nearest(to: name, among: names).map { "Did you mean '\($0)'?" }
                ?? "Known: \(names.sorted().joined(separator: ", "))."
            return place.appending(name).complaintAboutName("There is no such member. \(hint)")
        }
        if let error = RegistryError(complaints) { throw error }
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

    /// The elements of an array, in their order.
    func elements() throws(RegistryError) -> [RegistryValue] {
        guard value.kind == .array else { throw place.error("Write an array.") }
        return value.elements.enumerated().map { RegistryValue($1, at: place.appending(index: $0)) }
    }
}

extension RegistryValue {
    /// The elements of a member that may be absent, each read by `read`. Says of all of them what is wrong.
    func list<Element>(
        _ name: String,
        _ read: (RegistryValue) throws(RegistryError) -> Element
    ) throws(RegistryError) -> [Element] {
        guard let array = optional(name) else { return [] }
        return try array.each(read)
    }

    /// The elements, each read by `read`. Says of all of them what is wrong.
    func each<Element>(
        _ read: (RegistryValue) throws(RegistryError) -> Element
    ) throws(RegistryError) -> [Element] {
        var list: [Element] = []
        var complaints = Complaints()
        for element in try elements() {
            if let read = complaints.gathering({ () throws(RegistryError) in try read(element) }) { list.append(read) }
        }
        try complaints.throwIfAny()
        return list
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
            let known = Word.allCases.map(\.rawValue)
            let hint = value.string.map { Suggestion.hint(for: $0, among: known) } ?? ""
            throw place.error("Write one of \(known.joined(separator: ", ")).\(hint)")
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
