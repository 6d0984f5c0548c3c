import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The header of SQLite's write-ahead-log index, mapped read-only.
///
/// Source: SQLite's "WAL-mode File Format", section 2.1: 48 bytes with, among others, a version, a counter of
/// transactions, the number of valid frames, two salts and a checksum over them.
final class LogIndexHeader: Sendable {
    /// The header's length, in words of eight bytes.
    private static let words = 6

    /// The version of the index's form that this code knows.
    private static let knownVersion: UInt32 = 3_007_000

    // Safe to share: the memory is only ever read, by atomic loads, and stays mapped until nobody holds this object.
    private nonisolated(unsafe) let header: UnsafeMutablePointer<Atomic<UInt64>>

    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LogIndexUnreadable() }
        defer { close(descriptor) }
        let length = Self.words * MemoryLayout<UInt64>.size
        guard let memory = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else {
            throw LogIndexUnreadable()
        }
        header = memory.bindMemory(to: Atomic<UInt64>.self, capacity: Self.words)
        guard UInt32(truncatingIfNeeded: header[0].load(ordering: .acquiring)) == Self.knownVersion else {
            munmap(memory, length)
            throw LogIndexUnreadable()
        }
    }

    deinit {
        munmap(header, Self.words * MemoryLayout<UInt64>.size)
    }

    /// A number that differs from earlier ones once a transaction was committed.
    ///
    /// Read while a commit writes the header, it may be a number of neither state: then it equals no earlier and no later
    /// one, which only costs a look at the database.
    func fingerprint() -> UInt64 {
        var mixed: UInt64 = 0
        for word in 0..<Self.words {
            mixed = (mixed ^ header[word].load(ordering: .acquiring)) &* 0x9E37_79B9_7F4A_7C15
            mixed ^= mixed >> 29
        }
        return mixed
    }
}

/// The write-ahead log's index is not there or has a form that isn't known.
package struct LogIndexUnreadable: Error, CustomStringConvertible {
    package let description = """
        SQLite's write-ahead log on this system has a form that this version does not know. Use the SQLite library that \
        Debian ships.
        """
}
