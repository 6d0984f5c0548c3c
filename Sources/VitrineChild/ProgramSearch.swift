import Glibc

/// Looks for programs as a shell does.
struct ProgramSearch {
    private let directories: [ArraySlice<CChar>]

    private static let slash = CChar(UInt8(ascii: "/"))
    private static let colon = CChar(UInt8(ascii: ":"))

    init(_ path: SystemText?) {
        let path = path ?? SystemText("/usr/local/bin:/usr/bin:/bin")
        // An empty entry is the working directory.
        directories = path.content.split(separator: Self.colon, omittingEmptySubsequences: false)
            .map { $0.isEmpty ? SystemText(".").content : $0 }
    }

    /// - Throws: ``ChildFailure/notFound(_:)``, or ``ChildFailure/notExecutable(_:)`` when there are only such.
    func path(of name: SystemText) throws(ChildFailure) -> SystemText {
        var isThere = false
        for candidate in candidates(name) {
            var status = stat()
            guard stat(candidate.characters, &status) == 0 else { continue }
            isThere = true
            if status.st_mode & S_IFMT != S_IFDIR, access(candidate.characters, X_OK) == 0 { return candidate }
        }
        throw isThere ? .notExecutable(name.description) : .notFound(name.description)
    }

    private func candidates(_ name: SystemText) -> [SystemText] {
        guard !name.content.contains(Self.slash) else { return [name] }
        return directories.map { SystemText($0 + [Self.slash] + name.content) }
    }
}
