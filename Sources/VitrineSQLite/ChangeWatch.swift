import GRDB
import Synchronization
import VitrineCore

/// Notices every committed change of the database, by this process or another.
///
/// SQLite's `data_version` differs from its last reading on the same connection exactly when some other connection has
/// committed meanwhile; this connection never writes, so it notices every commit there is.
final class ChangeWatch: Sendable {
    private struct Reading {
        var dataVersion: Int64?
        var mark = StoreMark(everything: 0, access: 0)
    }

    private let connection: DatabaseQueue
    private let last = Mutex(Reading())

    init(path: String) throws {
        connection = try DatabaseQueue(path: path, configuration: Connections.reading)
    }

    func mark() throws -> StoreMark {
        try last.withLock { last in
            try connection.unsafeRead { database in
                let dataVersion = try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
                guard dataVersion != last.dataVersion else { return last.mark }
                // The version is read first: a change between the two reads is noticed by the next mark.
                last.mark = StoreMark(everything: last.mark.everything + 1, access: try Self.accessChanges(database))
                last.dataVersion = dataVersion
                return last.mark
            }
        }
    }

    func close() throws {
        try connection.close()
    }

    private static func accessChanges(_ database: Database) throws -> UInt64 {
        let statement = try database.cachedStatement(sql: "SELECT access_changes FROM installation")
        return try UInt64.fetchOne(statement) ?? 0
    }
}
