#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The directories of a ``DirectoryArtifacts``: which file stands where. All of its functions block.
struct ArtifactTree: Sendable {
    private let root: String

    /// Opens the tree at `path`, made where it isn't there, and removes what interrupted writers left.
    init(_ path: String) throws(ArtifactError) {
        root = path
        try Self.makeDirectory(root)
        try Self.makeDirectory(incoming)
        for name in try Self.names(in: incoming) { try Self.remove("\(incoming)/\(name)") }
    }

    private var incoming: String { "\(root)/incoming" }

    /// A place for a file in the making that nobody else has.
    func newIncoming() -> String { "\(incoming)/\(UInt64.random(in: 0...UInt64.max))" }

    func path(of digest: ArtifactDigest) -> String { "\(directory(of: digest))/\(digest)" }

    private func directory(of digest: ArtifactDigest) -> String {
        let hex = digest.hex
        return "\(root)/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))"
    }

    /// Moves a file that is durable to its place, and makes that durable. Whoever reads meanwhile finds all of it or
    /// nothing.
    func move(_ incoming: String, to digest: ArtifactDigest) throws(ArtifactError) {
        let outer = "\(root)/\(digest.hex.prefix(2))"
        try Self.makeDirectory(outer)
        try Self.makeDirectory(directory(of: digest))
        guard rename(incoming, path(of: digest)) == 0 else { throw .last(doing: "put an artifact in its place") }
        // The outer ones too: another writer may have made them and not have come to this yet.
        for changed in [directory(of: digest), outer, root] { try FileDescriptor.syncDirectory(changed) }
    }

    func remove(_ digest: ArtifactDigest) throws(ArtifactError) {
        try Self.remove(path(of: digest))
        try FileDescriptor.syncDirectory(directory(of: digest))
    }

    /// Every artifact in the tree that was last stored before `time`, in seconds since 1970.
    func digests(storedBefore time: Int) throws(ArtifactError) -> [ArtifactDigest] {
        var digests: [ArtifactDigest] = []
        for outer in try Self.names(in: root) where outer.utf8.count == 2 {
            for inner in try Self.names(in: "\(root)/\(outer)") {
                for name in try Self.names(in: "\(root)/\(outer)/\(inner)") {
                    guard let digest = ArtifactDigest(name) else { continue }
                    let facts = try FileFacts.of(path(of: digest))
                    if let facts, facts.modified < time { digests.append(digest) }
                }
            }
        }
        return digests
    }

    static func remove(_ path: String) throws(ArtifactError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .last(doing: "remove an artifact") }
    }

    private static func makeDirectory(_ path: String) throws(ArtifactError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last(doing: "make a directory for artifacts") }
    }

    /// The names in a directory; none in what is no directory.
    private static func names(in path: String) throws(ArtifactError) -> [String] {
        guard let directory = opendir(path) else {
            if errno == ENOTDIR { return [] }
            throw .last(doing: "list the artifacts")
        }
        defer { closedir(directory) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw .last(doing: "list the artifacts") }
        return names
    }
}
