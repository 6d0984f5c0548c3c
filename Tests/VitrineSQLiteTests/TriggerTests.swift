import GRDB
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// What must never happen is refused by the database itself, whoever writes.
struct TriggerTests {
    @Test(arguments: [
        "UPDATE offer_version SET definition = x'7B7D' WHERE version = 1",
        "UPDATE offer_version SET changed_time = changed_time + 1 WHERE version = 1",
        "UPDATE offer_version SET secret_fields = 'x' WHERE version = 1",
        "UPDATE offer_version SET version = 7 WHERE version = 1",
        "UPDATE offer_version SET version = 7 WHERE version = 2",
        "UPDATE offer_secret SET sealed = x'00'",
        "UPDATE offer_secret SET version = 2 WHERE version = 1",
        "INSERT INTO offer_secret SELECT offer_row, 1, x'2F78', NULL, key_id, sealed FROM offer_secret WHERE version = 1",
        "DELETE FROM offer_secret WHERE version = 1",
        "DELETE FROM offer_version WHERE version = 1",
        "INSERT OR REPLACE INTO offer_version SELECT offer_row, 1, 0, '', NULL, x'7B7D' FROM offer",
        "UPDATE offer SET draft_version = 1",
        "UPDATE offer SET newest_time = newest_time - 1",
        "UPDATE offer SET guid = '00000000-0000-0000-0000-000000000000'",
        "UPDATE offer SET offer_type = 'other'",
        "UPDATE offer SET publisher_key = 'fabrikam'",
    ])
    func `what is frozen or goes only forward can't be changed`(sql: String) async throws {
        try await refused(sql)
    }

    @Test(arguments: [
        "UPDATE offer SET status = 'published'",
        "UPDATE offer SET preview_version = 2, preview_since = 1",
        "UPDATE offer SET preview_version = 0, preview_since = 1",
        "UPDATE offer SET preview_since = NULL",
        "UPDATE offer SET offer_key = 'WEB'",
        "UPDATE offer SET draft_content_time = newest_time + 1",
        "UPDATE member SET member_role = 'admin'",
        "UPDATE member SET member_id = 'ABC'",
        "UPDATE publisher SET publisher_key = 'Contoso'",
        "DELETE FROM publisher WHERE publisher_key = 'contoso'",
        "DELETE FROM data_key",
        "INSERT INTO installation (id, access_changes) VALUES (2, 0)",
    ])
    func `what the schema excludes can't be written`(sql: String) async throws {
        try await refused(sql)
    }

    private func refused(_ sql: String) async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                try await store.add(Publisher.fixture(.fabrikam))
                try await store.set(.user("abc", .owner))
                try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
                let secret = SealedSecret(path: SecretPath("/offer/a"), pointer: nil, value: .fixture("key-1"))
                try await store.put(.fixture(), .fixture(secrets: [secret]))
                try await store.freeze(.fixture())
                try await store.place(1, in: .preview, of: .fixture())
            }
            let before = try file.raw { try $0.everything }
            #expect(throws: DatabaseError.self) { try file.raw { try $0.execute(sql: sql) } }
            #expect(try file.raw { try $0.everything } == before)
        }
    }
}

extension Database {
    /// Every row of every table.
    fileprivate var everything: [[Row]] {
        get throws {
            try ["installation", "publisher", "member", "data_key", "offer", "offer_version", "offer_secret"].map {
                table in
                try Row.fetchAll(self, sql: "SELECT * FROM \(table)")
            }
        }
    }
}
