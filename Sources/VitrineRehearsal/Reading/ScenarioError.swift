package import ExactJSON

/// What is wrong with a scenario: all that was found, in the order of its files. For whoever wrote it.
package struct ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One at least.
    package let complaints: [ScenarioComplaint]

    init(_ complaint: ScenarioComplaint) {
        complaints = [complaint]
    }

    /// `nil` when there is nothing to complain about.
    init?(_ complaints: [ScenarioComplaint]) {
        guard !complaints.isEmpty else { return nil }
        self.complaints = complaints
    }

    /// A line for each complaint; after a hundred of them, how many more there are.
    package var description: String { lines.joined(separator: "\n") }

    /// The lines of ``description``.
    package var lines: [String] {
        let lines = complaints.prefix(Self.longest).map(\.description)
        let more = complaints.count - lines.count
        return lines + (more > 0 ? ["… and \(more) more."] : [])
    }

    /// How many complaints are worth reading at once.
    private static let longest = 100
}

/// One thing that is wrong with a scenario.
package struct ScenarioComplaint: Sendable, Equatable, CustomStringConvertible {
    /// Name of the file.
    package let file: String

    /// Line and column; `nil` when the file couldn't be read at all.
    package let position: SourcePosition?

    /// The place in the scenario; `nil` when the file isn't YAML.
    package let pointer: JSONPointer?

    /// What is wrong and what to write instead.
    package let reason: String

    /// `file:line:column: place: reason`, as far as they are known.
    package var description: String {
        let start = position.map { "\(file):\($0.line):\($0.column): " } ?? "\(file): "
        guard let pointer, !pointer.tokens.isEmpty else { return start + reason }
        return "\(start)\(pointer): \(reason)"
    }
}
