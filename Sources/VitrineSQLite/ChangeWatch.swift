import GRDB
import Synchronization
import VitrineCore

/// Notices every committed change of the database, by this process or another.
///
/// Every commit changes the header of SQLite's shared index of its write-ahead log, which every process that has the
/// database open maps into its memory. Looking there costs a few nanoseconds and no lock; only when something has changed
/// is the database asked which kind of change it was. See `docs/decisions/0006-change-marks.md`.
final class ChangeWatch: Sendable {
    private let header: LogIndexHeader
    private let connection: DatabaseQueue
    private let isOpen = Atomic(true)

    /// The header's fingerprint when ``lastAccess`` was read; they are written together, under ``lookingCloser``.
    private let lastSeen = Atomic<UInt64>(0)
    private let lastAccess = Atomic<UInt64>(0)
    private let lookingCloser = Mutex(())

    /// - Throws: ``LogIndexUnreadable`` when the index has a form that isn't known here; SQLite's errors.
    init(path: String) throws {
        connection = try DatabaseQueue(path: path, configuration: Connections.reading)
        header = try connection.unsafeRead { database in
            // The index is there once a connection has read.
            _ = try Self.accessChanges(database)
            return try LogIndexHeader(of: database)
        }
    }

    func mark() throws -> StoreMark {
        // The header's memory goes with the connection.
        guard isOpen.load(ordering: .acquiring) else { throw StoreFailure.closed }
        let seen = header.fingerprint()
        if lastSeen.load(ordering: .acquiring) == seen {
            return StoreMark(everything: seen, access: lastAccess.load(ordering: .acquiring))
        }
        return try lookCloser()
    }

    /// To be called when nobody uses this any more.
    func close() throws {
        isOpen.store(false, ordering: .releasing)
        try connection.close()
    }

    /// One at a time, so that no older count of access changes comes to stand beside a newer fingerprint.
    private func lookCloser() throws -> StoreMark {
        try lookingCloser.withLock { _ in
            // Read before the count: a change in between has another fingerprint, and is noticed by the next mark.
            let seen = header.fingerprint()
            let access = try connection.unsafeRead { try Self.accessChanges($0) }
            lastAccess.store(access, ordering: .releasing)
            lastSeen.store(seen, ordering: .releasing)
            return StoreMark(everything: seen, access: access)
        }
    }

    private static func accessChanges(_ database: Database) throws -> UInt64 {
        let statement = try database.cachedStatement(sql: "SELECT access_changes FROM installation")
        return try UInt64.fetchOne(statement) ?? 0
    }
}
