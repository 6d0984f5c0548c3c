import Foundation
import GRDB
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// A database file in a directory of its own, opened as a store or in the raw.
struct StoreFile: Sendable {
    let url: URL

    static func with<Value>(_ work: (StoreFile) async throws -> Value) async throws -> Value {
        try await withTemporaryDirectory { try await work(StoreFile(url: $0.appending(path: "store.sqlite"))) }
    }

    var path: String { url.path(percentEncoded: false) }

    /// The name of the directory, which no other database is in.
    var directory: String { url.deletingLastPathComponent().lastPathComponent }

    /// The database's own bytes, without the log beside it.
    var bytes: Data { get throws { try Data(contentsOf: url) } }

    /// The names of all files of the database.
    var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path).sorted()
        }
    }

    /// Gives `work` the store, and closes it afterwards.
    func withStore<Value>(
        _ limits: SQLiteLimits = SQLiteLimits(),
        _ work: (SQLiteStore) async throws -> Value
    ) async throws -> Value {
        let store = try SQLiteStore(file: url, limits: limits)
        do {
            let value = try await work(store)
            try await store.close()
            return value
        } catch {
            try await store.close()
            throw error
        }
    }

    /// Runs `work` on the database as something that isn't the store would: without its checks, but with its triggers.
    func raw<Value>(_ work: (Database) throws -> Value) throws -> Value {
        let database = try DatabaseQueue(path: path)
        defer { try? database.close() }
        return try database.inDatabase(work)
    }
}
