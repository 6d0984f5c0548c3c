import GRDB
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// A file that was changed by something else gives faults, never a crash and never an answer that looks right.
struct CorruptRowTests {
    @Test(arguments: [
        "UPDATE offer SET guid = 'not-a-guid-but-thirty-six-bytes-long!' WHERE offer_key = 'web-server'",
        "UPDATE offer SET status = 'published'",
        "UPDATE offer SET migration = ''",
        "UPDATE offer SET draft_content_time = -9223372036854775807, newest_time = 9223372036854775807",
    ])
    func `a draft that can't be understood is a fault for readers, writers and lists`(sql: String) async throws {
        try await corrupted(by: sql) { store in
            await #expect(throws: (any Error).self) { try await store.offer(.fixture(), .slot(.draft)) }
            await #expect(throws: (any Error).self) {
                try await store.offers(of: .contoso, type: nil, after: nil, limit: 10)
            }
            await #expect(throws: (any Error).self) { try await store.put(.fixture()) }
        }
    }

    @Test func `a secret's path or place that can't be understood is a fault for writers`() async throws {
        for sql in ["UPDATE offer_secret SET pointer = x'78'", "UPDATE offer_secret SET pointer = x'2F7E'"] {
            try await corrupted(by: sql) { store in
                await #expect(throws: (any Error).self) { try await store.put(.fixture()) }
                _ = try await store.found(.fixture())
            }
        }
    }

    @Test func `what is not corrupt is still served`() async throws {
        try await corrupted(by: "UPDATE offer SET status = 'published' WHERE offer_key = 'web-server'") { store in
            _ = try await store.found(.fixture("other"))
            try await store.put(.fixture("other"))
        }
    }

    @Test func `roles, applications and keys that can't be understood are faults`() async throws {
        try await corrupted(by: "UPDATE member SET member_role = 'admin'; UPDATE application SET object_id = 'x'") {
            store in
            await #expect(throws: (any Error).self) { try await store.role(of: .user("abc"), in: .contoso) }
            await #expect(throws: (any Error).self) { try await store.members(of: .contoso) }
            await #expect(throws: (any Error).self) { try await store.application(GUID(high: 0, low: 1)) }
        }
    }

    private func corrupted(by sql: String, _ check: (any Backend.Store) async throws -> Void) async throws {
        try await StoreFile.with { file in
            try await file.withStore { try await fill($0) }
            try file.raw { database in
                try database.execute(sql: "DROP TRIGGER frozen_secret_stays; DROP TRIGGER offer_never_goes_back")
                try database.execute(sql: "PRAGMA ignore_check_constraints = ON; \(sql)")
            }
            try await file.withStore { try await check($0) }
        }
    }

    private func fill(_ store: any Backend.Store) async throws {
        try await store.add(Publisher.fixture())
        try await store.set(.user("abc", .owner))
        try await store.add(Application.fixture(GUID(high: 0, low: 1)), roles: [])
        try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
        let secret = SealedSecret(path: SecretPath("/offer/a"), pointer: nil, value: .fixture("key-1"))
        try await store.put(.fixture(), .fixture(secrets: [secret]))
        try await store.put(.fixture("other"))
    }
}
