import GRDB
package import VitrineCore

import struct Foundation.Data

extension SQLiteStore: KeyStore {
    package func dataKeys(of publisher: PublisherID) async throws -> [StoredDataKey] {
        try readers.read { database in
            try database.cachedStatement(
                sql: "\(Self.selectDataKeys) WHERE k.publisher_key = ? ORDER BY k.created_time DESC, k.key_id"
            ).rows([publisher.key], StoredDataKey.init(row:))
        }
    }

    package func allDataKeys() async throws -> [StoredDataKey] {
        try readers.read { database in
            try database.cachedStatement(
                sql: "\(Self.selectDataKeys) ORDER BY k.publisher_key, k.created_time DESC, k.key_id"
            ).rows([], StoredDataKey.init(row:))
        }
    }

    package func add(_ key: StoredDataKey, onlyIfNone: Bool) async throws {
        try await writer.write { database in
            try PublisherQueries.require(key.publisher, in: database)
            let present = try Int.fetchOne(
                database,
                sql: "SELECT 1 FROM data_key WHERE publisher_key = ? LIMIT 1",
                arguments: [key.publisher.key]
            )
            guard present == nil || !onlyIfNone else { return }
            try Self.save(key, in: database)
        }
    }

    package func rotate(dataKeys: [StoredDataKey], signingKeys: [StoredSigningKey]) async throws {
        try await writer.write { database in
            for key in dataKeys { try Self.save(key, in: database) }
            for key in signingKeys { try Self.save(key, in: database) }
        }
    }

    private static func save(_ key: StoredDataKey, in database: Database) throws {
        try database.execute(
            literal: """
                INSERT INTO data_key (key_id, publisher_key, created_time, master_key_id, wrapped)
                VALUES (\(key.id), \(key.publisher.key), \(key.createdAt.ticks), \(key.wrapped.keyID),
                    \(Data(key.wrapped.bytes)))
                ON CONFLICT (key_id) DO UPDATE SET master_key_id = excluded.master_key_id, wrapped = excluded.wrapped
                """
        )
    }

    private static let selectDataKeys = """
        SELECT k.key_id, p.publisher_id, k.created_time, k.master_key_id, k.wrapped
        FROM data_key k JOIN publisher p ON p.publisher_key = k.publisher_key
        """
}

extension SQLiteStore {
    package func signingKeys() async throws -> [StoredSigningKey] {
        try readers.read { database in
            try database.cachedStatement(
                sql: "SELECT kid, created_time, master_key_id, wrapped FROM signing_key ORDER BY created_time DESC, kid"
            ).rows([], StoredSigningKey.init(row:))
        }
    }

    package func add(_ key: StoredSigningKey, onlyIfNone: Bool) async throws {
        try await writer.write { database in
            let present = try Int.fetchOne(database, sql: "SELECT 1 FROM signing_key LIMIT 1")
            guard present == nil || !onlyIfNone else { return }
            try Self.save(key, in: database)
        }
    }

    fileprivate static func save(_ key: StoredSigningKey, in database: Database) throws {
        try database.execute(
            literal: """
                INSERT INTO signing_key (kid, created_time, master_key_id, wrapped)
                VALUES (\(key.kid), \(key.createdAt.ticks), \(key.wrapped.keyID), \(Data(key.wrapped.bytes)))
                ON CONFLICT (kid) DO UPDATE SET master_key_id = excluded.master_key_id, wrapped = excluded.wrapped
                """
        )
    }
}
