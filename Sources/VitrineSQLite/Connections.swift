import Foundation
import GRDB

/// How connections are set up.
enum Connections {
    /// How long a write waits for another process's write, in seconds. The command line's writes take milliseconds.
    private static let busyTimeoutSeconds = 5.0

    /// Pages in the write-ahead log before they are moved to the database: 4,000 pages are 16 MB.
    private static let checkpointPages = 4_000

    /// Pages that the writer keeps in memory, in KiB: each write reads the draft before.
    private static let writerCacheKiB = 32_768

    /// The one connection that writes.
    static func writing(_ limits: SQLiteLimits) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.prepareDatabase { database in
            // Not by GRDB's own setting for it, which lowers `synchronous` to NORMAL after this.
            try useWriteAheadLog(database)
            // A 2xx means durable: the log is synced at each commit.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
            try database.execute(sql: "PRAGMA cache_size = -\(writerCacheKiB)")
            // What is removed is overwritten, so that a deleted offer isn't found in the file.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            guard let bytes = limits.maximumBytes else { return }
            let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4_096
            try database.execute(sql: "PRAGMA max_page_count = \(max(1, bytes / pageSize))")
        }
        return configuration
    }

    /// Waits for other processes that do the same: SQLite's own waiting leaves this statement out.
    private static func useWriteAheadLog(_ database: Database) throws {
        let end = ContinuousClock.now + .seconds(busyTimeoutSeconds)
        while true {
            do {
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                guard mode == "wal" else { throw StoreOpeningError.noWriteAheadLog }
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
    }

    /// A connection that only reads.
    static var reading: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        return configuration
    }
}
