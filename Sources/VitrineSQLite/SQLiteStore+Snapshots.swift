import GRDB

package import struct Foundation.URL

extension SQLiteStore {
    /// Copies the whole store into a new database at `file`, as it is between two commits.
    package func copy(to file: URL) async throws {
        try await writer.exclusively { database in
            let copy = try DatabaseQueue(path: file.path(percentEncoded: false), configuration: Self.copying)
            try database.backup(to: copy)
            try copy.close()
        }
    }

    /// Makes the store what `file` is, a copy that ``copy(to:)`` made: every row, in one transaction.
    ///
    /// Whatever was read before is noticed as changed, so that nothing that is remembered of it is used again.
    package func restore(from file: URL) async throws {
        try await writer.exclusively { database in
            let copy = try DatabaseQueue(path: file.path(percentEncoded: false), configuration: Self.copying)
            let changes = try database.read { try Int64.fetchOne($0, sql: "SELECT access_changes FROM installation") }
            try copy.backup(to: database)
            try database.writeWithoutTransaction { database in
                // Not the copy's own count: from there on it would count to numbers that meant something else before.
                try database.execute(
                    sql: "UPDATE installation SET access_changes = max(access_changes, ?) + 1",
                    arguments: [changes ?? 0]
                )
            }
            try copy.close()
        }
    }

    /// A copy that is lost with the machine is made again: it needn't be synced.
    private static var copying: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        return configuration
    }
}
