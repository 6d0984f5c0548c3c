import ExactJSON

/// A place in an OpenAPI document. What is read from it follows references.
struct DescribedValue {
    private let document: JSONDocument
    let json: JSONValue

    /// The last part of the reference that led here, such as `Forbidden`; `nil` where none did.
    let referenceName: String?

    /// What stood beside the reference that led here, and goes before the value's own description.
    private let overridingDescription: String?

    /// Most references that follow one another.
    private static let longestChain = 8

    init(rootOf document: JSONDocument) {
        self.document = document
        json = document.root
        referenceName = nil
        overridingDescription = nil
    }

    /// - Throws: ``BrokenReference``.
    private init(_ value: JSONValue, in document: JSONDocument) throws {
        var value = value
        var name: String?
        var description: String?
        var followed = 0
        while let reference = value["$ref"]?.string {
            description = description ?? value["description"]?.string
            guard followed < Self.longestChain, reference.hasPrefix("#"),
                let pointer = JSONPointer(String(reference.dropFirst())), let target = document.value(at: pointer)
            else { throw BrokenReference(text: reference) }
            name = pointer.tokens.last
            value = target
            followed += 1
        }
        self.document = document
        json = value
        referenceName = name
        overridingDescription = description
    }
}

/// A `$ref` that leads nowhere, out of the document, or round in a circle.
package struct BrokenReference: Error {
    package let text: String
}

extension DescribedValue {
    subscript(name: String) -> DescribedValue? {
        get throws { try json[name].map { try DescribedValue($0, in: document) } }
    }

    /// Members in the order of the text; none unless this is an object.
    func members() throws -> [(name: String, value: DescribedValue)] {
        try json.members.map { ($0.name, try DescribedValue($0.value, in: document)) }
    }

    /// Members of the member `name`.
    func members(of name: String) throws -> [(name: String, value: DescribedValue)] {
        try self[name]?.members() ?? []
    }

    /// Elements of the member `name`; none unless that is an array.
    func elements(of name: String) throws -> [DescribedValue] {
        try self[name]?.json.elements.map { try DescribedValue($0, in: document) } ?? []
    }

    /// The string that the member `name` is; empty when it isn't one.
    func text(_ name: String) -> String { json[name]?.string ?? "" }

    func isTrue(_ name: String) -> Bool { json[name]?.kind == .true }

    var description: String { overridingDescription ?? text("description") }
}

extension JSONValue {
    /// This value for people: of a string what it stands for, of anything else its text, moved to the left margin.
    var shown: String {
        if let string { return string }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let margin = lines.dropFirst().map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return (lines.prefix(1) + lines.dropFirst().map { $0.dropFirst(margin) }).joined(separator: "\n")
    }
}
