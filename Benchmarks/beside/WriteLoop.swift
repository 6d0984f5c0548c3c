import Foundation
import GRDB

/// One writer that replaces a row of the same bytes in one SQLite transaction after another, each durable: what a plain
/// loop can do on this disk. Prints transactions a second.
struct WriteLoop {
    let directory: String
    let file: String
    let seconds: Double

    func run() throws {
        let body = try Data(contentsOf: URL(filePath: file))
        let database = try open()
        let started = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - started < .seconds(seconds) {
            try write(body, row: count % 10_000, in: database)
            count += 1
        }
        let elapsed = (ContinuousClock.now - started) / Duration.seconds(1)
        print(Int(Double(count) / elapsed))
    }

    /// The same durability as the product's store: WAL, `synchronous=FULL`, checkpoints as often.
    private func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Not by GRDB's own setting for it, which lowers `synchronous` to NORMAL after this.
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        let database = try DatabaseQueue(path: directory + "/loop.sqlite", configuration: configuration)
        try database.write { try $0.execute(sql: "CREATE TABLE document (id INTEGER PRIMARY KEY, body BLOB NOT NULL)") }
        return database
    }

    private func write(_ body: Data, row: Int, in database: DatabaseQueue) throws {
        try database.write { database in
            try database.cachedStatement(
                sql: "INSERT INTO document (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"
            ).execute(arguments: [row, body])
        }
    }
}
