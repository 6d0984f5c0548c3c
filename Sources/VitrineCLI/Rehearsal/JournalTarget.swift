import ArgumentParser

/// Where a journal is to be written: a file, or what is open already, such as /dev/stdout.
struct JournalTarget: ExpressibleByArgument, Sendable {
    let path: String

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        path = argument
    }

    /// Whether it is to be an HTTP archive.
    var isArchive: Bool { path.lowercased().hasSuffix(".har") }
}
