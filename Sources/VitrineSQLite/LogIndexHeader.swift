import GRDB
import GRDBSQLite
import Synchronization

/// The header of SQLite's write-ahead-log index, in the memory that SQLite itself has mapped it to.
///
/// Source: SQLite's "WAL-mode File Format", section 2.1: 48 bytes with, among others, a version, a counter of
/// transactions, the number of valid frames, two salts and a checksum over them.
///
/// SQLite is asked for its own mapping. Opening the index's file here would do harm: POSIX drops all locks that a process
/// has on a file as soon as any descriptor of it is closed, SQLite's locks too, and then another process would take the
/// index for abandoned and cut it off.
struct LogIndexHeader: Sendable {
    /// The header's length, in words of eight bytes.
    private static let words = 6

    /// The version of the index's form that this code knows.
    private static let knownVersion: UInt32 = 3_007_000

    /// How large a piece of the index SQLite maps at a time, in bytes.
    private static let regionSize: CInt = 32_768

    // Safe to share: the memory is only ever read here, by atomic loads.
    private nonisolated(unsafe) let header: UnsafeMutablePointer<Atomic<UInt64>>

    /// The header of the log that `database`, which must have been read from, belongs to. Good until that connection is
    /// closed.
    ///
    /// - Throws: ``LogIndexUnreadable``.
    init(of database: Database) throws {
        header = try Self.firstRegion(of: database.sqliteConnection)
            .bindMemory(to: Atomic<UInt64>.self, capacity: Self.words)
        guard UInt32(truncatingIfNeeded: header[0].load(ordering: .acquiring)) == Self.knownVersion else {
            throw LogIndexUnreadable()
        }
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

    private static func firstRegion(of connection: SQLiteConnection?) throws -> UnsafeMutableRawPointer {
        var file: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK,
            let file, let methods = file.pointee.pMethods, methods.pointee.iVersion >= 2,
            let map = methods.pointee.xShmMap
        else { throw LogIndexUnreadable() }
        var region: UnsafeMutableRawPointer?
        guard map(file, 0, regionSize, 0, &region) == SQLITE_OK, let region else { throw LogIndexUnreadable() }
        return region
    }
}

/// The write-ahead log's index is not there or has a form that isn't known.
package struct LogIndexUnreadable: Error, CustomStringConvertible {
    package let description = """
        SQLite's write-ahead log on this system has a form that this version does not know. Use the SQLite library that \
        Debian ships.
        """
}
