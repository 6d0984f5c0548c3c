#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An open file or directory, closed at the end of its life. All of its functions block.
struct FileDescriptor: ~Copyable, Sendable {
    private let number: Int32

    /// A new file, for its owner alone.
    init(creating path: String) throws(ArtifactError) {
        try self.init(path, O_CREAT | O_EXCL | O_WRONLY, doing: "make a file for an artifact")
    }

    /// `nil` when nothing is there.
    static func reading(_ path: String) throws(ArtifactError) -> FileDescriptor? {
        do {
            return try FileDescriptor(path, O_RDONLY | O_NOFOLLOW, doing: "open an artifact")
        } catch {
            if case .system(_, ENOENT) = error { return nil }
            throw error
        }
    }

    /// Makes the names in a directory durable.
    static func syncDirectory(_ path: String) throws(ArtifactError) {
        try FileDescriptor(path, O_RDONLY | O_DIRECTORY, doing: "open a directory of artifacts").sync()
    }

    private init(_ path: String, _ flags: Int32, doing: String) throws(ArtifactError) {
        number = open(path, flags | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw .last(doing: doing) }
    }

    deinit { close(number) }

    func sync() throws(ArtifactError) {
        guard fsync(number) == 0 else { throw .last(doing: "make an artifact durable") }
    }

    /// The length in bytes, and when the content was last written, in seconds since 1970.
    func facts() throws(ArtifactError) -> FileFacts {
        var facts = stat()
        guard fstat(number, &facts) == 0 else { throw .last(doing: "look at an artifact") }
        return FileFacts(facts)
    }

    /// Adds all of `bytes` at the end.
    func append(_ bytes: [UInt8]) throws(ArtifactError) {
        var place = 0
        while place < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(number, $0.baseAddress?.advanced(by: place), bytes.count - place)
            }
            if count >= 0 { place += count } else if errno != EINTR { throw .last(doing: "write an artifact") }
        }
    }

    /// The bytes of `range`; fewer where the file ends before.
    func read(_ range: Range<Int>) throws(ArtifactError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var place = 0
        while place < range.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(number, $0.baseAddress?.advanced(by: place), range.count - place, off_t(range.lowerBound + place))
            }
            if count == 0 { break }
            if count > 0 { place += count } else if errno != EINTR { throw .last(doing: "read an artifact") }
        }
        bytes.removeLast(range.count - place)
        return bytes
    }
}

/// What a directory says of a file.
struct FileFacts {
    let size: Int
    /// In seconds since 1970.
    let modified: Int

    init(_ facts: stat) {
        size = Int(facts.st_size)
        modified = facts.st_mtim.tv_sec
    }

    /// `nil` when nothing is there.
    static func of(_ path: String) throws(ArtifactError) -> FileFacts? {
        var facts = stat()
        if lstat(path, &facts) == 0 { return FileFacts(facts) }
        guard errno == ENOENT || errno == ENOTDIR else { throw .last(doing: "look at an artifact") }
        return nil
    }
}
