import VitrineCore

/// One line of a message's header.
package struct HeaderField: Sendable, Equatable {
    /// The name as it was sent.
    package let name: String
    package let value: String

    /// A field; nothing is checked.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether the field has this name; letter case doesn't count.
    func isNamed(_ name: String) -> Bool { self.name.asciiFolded == name.asciiFolded }
}

extension [HeaderField] {
    /// The value of the first field of a name.
    package subscript(name: String) -> String? { first { $0.isNamed(name) }?.value }
}
