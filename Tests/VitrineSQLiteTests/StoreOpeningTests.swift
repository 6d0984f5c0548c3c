import Foundation
import GRDB
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

struct StoreOpeningTests {
    @Test func `a database that is opened again is as it was, migrated once`() async throws {
        try await StoreFile.with { file in
            let written = try await file.withStore { store in
                try await store.add(Publisher.fixture())
                return try await store.put(.fixture())
            }
            let migrations = try file.raw { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations") }
            let known = [
                "0001 offers", "0002 operations", "0003 changes", "0004 outbox", "0005 artifacts", "0006 claims",
            ]
            #expect(migrations == known)
            try await file.withStore { store in
                let found = try await store.found(.fixture())
                #expect(found == written)
            }
            #expect(try file.raw { try Int.fetchOne($0, sql: "SELECT count(*) FROM grdb_migrations") } == 6)
        }
    }

    @Test func `several processes can open a new database at once`() async throws {
        for _ in 0..<8 {
            try await StoreFile.with { file in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<6 {
                        group.addTask {
                            try await file.withStore {
                                try await $0.add(Publisher.fixture(PublisherID(stored: "p\(number)")))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                try await file.withStore { store in
                    let publishers = try await store.allPublishers()
                    #expect(publishers.count == 6)
                }
            }
        }
    }

    @Test func `a database of a newer version is refused and not changed`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { try await $0.add(Publisher.fixture()) }
            try file.raw { database in
                try database.execute(sql: "CREATE TABLE invented_later (something TEXT)")
                try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999 later')")
            }
            let before = try file.bytes
            #expect(throws: StoreOpeningError.newerThanThisServer) { try SQLiteStore(file: file.url) }
            #expect(try file.bytes == before)
            #expect(try file.raw { try Int.fetchOne($0, sql: "SELECT count(*) FROM publisher") } == 1)
        }
    }

    @Test func `a newer version's database is refused even where ours was never applied`() async throws {
        try await StoreFile.with { file in
            try file.raw { database in
                try database.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
                try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999 later')")
            }
            #expect(throws: StoreOpeningError.newerThanThisServer) { try SQLiteStore(file: file.url) }
            let tables = try file.raw {
                try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            }
            #expect(tables == ["grdb_migrations"])
        }
    }

    @Test(arguments: [
        "This is no database.", String(repeating: "neither is this, which is longer than a page. ", count: 400),
    ])
    func `a file that is no database is an error, and stays as it was`(text: String) async throws {
        try await StoreFile.with { file in
            try Data(text.utf8).write(to: file.url)
            #expect(throws: DatabaseError.self) { try SQLiteStore(file: file.url) }
            #expect(try file.bytes == Data(text.utf8))
        }
    }

    @Test func `a directory that isn't there is an error`() async throws {
        try await StoreFile.with { file in
            let elsewhere = file.url.deletingLastPathComponent().appending(path: "missing/store.sqlite")
            #expect(throws: DatabaseError.self) { try SQLiteStore(file: elsewhere) }
        }
    }

    @Test func `the message for the operator says what to do`() {
        #expect(StoreOpeningError.newerThanThisServer.description.contains("Start that version"))
    }
}
