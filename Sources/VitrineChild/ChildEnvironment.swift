import CLinux

/// A command's variables, with the bytes that they have: they needn't be UTF-8.
package struct ChildEnvironment: Sendable {
    /// Each a name, `=` and a value, unless somebody made it otherwise.
    private(set) var entries: [SystemText]

    init(_ entries: [SystemText] = []) {
        self.entries = entries
    }

    /// This process's own. Nobody may be changing them meanwhile.
    package static var current: ChildEnvironment {
        var environment = ChildEnvironment()
        guard var next = linux_environment() else { return environment }
        while let entry = next.pointee {
            environment.entries.append(SystemText(cString: entry))
            next += 1
        }
        return environment
    }

    /// This environment with other values of these variables, and all else as it was.
    package func setting(_ variables: [String: String]) -> ChildEnvironment {
        let prefixes = variables.keys.map(Self.prefix)
        var environment = self
        environment.entries.removeAll { entry in prefixes.contains { entry.content.starts(with: $0) } }
        environment.entries += variables.sorted { $0.key < $1.key }.map { SystemText("\($0.key)=\($0.value)") }
        return environment
    }

    /// The first counts, as for the C library.
    subscript(name: String) -> SystemText? {
        let prefix = Self.prefix(name)
        return entries.first { $0.content.starts(with: prefix) }.map { SystemText($0.content.dropFirst(prefix.count)) }
    }

    private static func prefix(_ name: String) -> ArraySlice<CChar> { SystemText(name + "=").content }
}
