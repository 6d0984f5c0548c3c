import GRDB
import VitrineCore

package import struct Foundation.URL

/// The embedded store: one SQLite database in a directory, in WAL mode with `synchronous=FULL`.
///
/// Reads run on the caller's thread over read-only connections; writes stand in line for one connection and share
/// commits (``GroupCommit``). More than one process may have the database open: a server and the command line.
package final class SQLiteStore: Sendable {
    let readers: ReaderPool
    let writer: GroupCommit
    let watch: ChangeWatch
    private let file: URL

    /// Opens the database at `file`, made and migrated where needed.
    ///
    /// - Throws: ``StoreOpeningError``, or SQLite's own error when the file isn't a database or can't be opened.
    package init(file: URL, limits: SQLiteLimits = SQLiteLimits()) throws {
        self.file = file
        let path = file.path(percentEncoded: false)
        let database = try DatabaseQueue(path: path, configuration: Connections.writing(limits))
        try Migrations.migrate(database)
        writer = GroupCommit(database: database)
        readers = try ReaderPool(path: path, count: limits.readers)
        watch = try ChangeWatch(path: path)
    }

    /// Waits for the writes under way, then closes every connection; the store can't be used afterwards.
    package func close() async throws {
        // The one that writes last: the last connection moves the log into the database, and a reader can't.
        try readers.close()
        try watch.close()
        try await writer.close()
    }

    /// Whether the store answers a read, may write, and has room on its disk: for readiness. Nothing in it changes, so that
    /// probes don't empty what is remembered.
    ///
    /// - Throws: What a write would throw.
    package func check() async throws {
        try readers.read { try $0.cachedStatement(sql: "SELECT 1 FROM installation").execute() }
        try await writer.check(roomBeside: file)
    }
}

/// Bounds of the embedded store.
package struct SQLiteLimits: Sendable {
    /// Read-only connections, 1 or more; more than there are threads that read at once are of no use.
    package var readers: Int

    /// Largest size of the database file in bytes; `nil` for as large as the disk. A write beyond it is refused as when
    /// the disk is full.
    package var maximumBytes: Int?

    package init(readers: Int = 4, maximumBytes: Int? = nil) {
        self.readers = readers
        self.maximumBytes = maximumBytes
    }
}
