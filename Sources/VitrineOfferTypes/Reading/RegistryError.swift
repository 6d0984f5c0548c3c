package import ExactJSON

/// What is wrong with the files of a registry: all that was found, in the order of the files. For the operator who wrote them.
package struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One at least.
    package let complaints: [RegistryComplaint]

    init(_ complaint: RegistryComplaint) {
        complaints = [complaint]
    }

    /// `nil` when there is nothing to complain about.
    init?(_ complaints: [RegistryComplaint]) {
        guard !complaints.isEmpty else { return nil }
        self.complaints = complaints
    }

    /// A line for each complaint; after ``longest`` of them, how many more there are.
    package var description: String { lines.joined(separator: "\n") }

    package var lines: [String] {
        let lines = complaints.prefix(Self.longest).map(\.description)
        let more = complaints.count - lines.count
        return lines + (more > 0 ? ["… and \(more) more."] : [])
    }

    /// How many complaints are worth reading at once.
    static let longest = 100
}

/// One thing that is wrong with a file of a registry.
package struct RegistryComplaint: Sendable, Equatable, CustomStringConvertible {
    /// Name of the file.
    package let file: String

    /// Line and column; `nil` when the file couldn't be read at all.
    package let position: SourcePosition?

    /// The place in the document; `nil` when the file isn't JSON.
    package let pointer: JSONPointer?

    /// What is wrong and what to write instead.
    package let reason: String

    /// Of a file as a whole, or of one that couldn't be read.
    static func withoutPlace(file: String, _ reason: String) -> RegistryComplaint {
        RegistryComplaint(file: file, position: nil, pointer: nil, reason: reason)
    }

    package var description: String {
        let start = position.map { "\(file):\($0.line):\($0.column): " } ?? "\(file): "
        guard let pointer, !pointer.tokens.isEmpty else { return start + reason }
        return "\(start)\(pointer): \(reason)"
    }
}
