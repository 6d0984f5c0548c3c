import ExactJSON
import Foundation
import GRDB
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// Databases of every release, as they were saved by it. Each is opened by the code of today, migrated and read.
///
/// A release adds its file: `UPDATE_FIXTURES=1 swift test --filter SavedDatabaseTests` writes the newest one anew, with the
/// code as it is then; the files of earlier releases are never written again.
struct SavedDatabaseTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    private static let newest = "0006-claims.sqlite"

    @Test func `what is written now is read again; UPDATE_FIXTURES=1 keeps it as the newest database`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { try await Self.fill($0) }
            try file.raw { try $0.execute(sql: "PRAGMA journal_mode = DELETE; VACUUM") }
            if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" {
                let url = Self.fixtures.appending(path: Self.newest)
                if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
                try FileManager.default.copyItem(at: file.url, to: url)
            }
            try await file.withStore { store in
                try await Self.check(store)
                try await Self.checkOperation(store)
                try await Self.checkLogAndOutbox(store)
                try await Self.checkArtifacts(store)
            }
        }
    }

    @Test(arguments: [
        "0001-offers.sqlite", "0002-operations.sqlite", "0004-outbox.sqlite", "0005-artifacts.sqlite", newest,
    ])
    func `the database of each release is opened, migrated and read`(release: String) async throws {
        try await StoreFile.with { file in
            try FileManager.default.copyItem(at: Self.fixtures.appending(path: release), to: file.url)
            for _ in 0..<2 { try await file.withStore { try await Self.check($0) } }
            if release != "0001-offers.sqlite" { try await file.withStore { try await Self.checkOperation($0) } }
            if release > "0004" { try await file.withStore { try await Self.checkLogAndOutbox($0) } }
            if release > "0005" { try await file.withStore { try await Self.checkArtifacts($0) } }
            try await file.withStore { try await Self.checkItTakesWrites($0) }
            #expect(try file.raw { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
            #expect(try file.raw { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
        }
    }

    @Test func `what was published before there were claims has them`() async throws {
        try await StoreFile.with { file in
            try FileManager.default.copyItem(at: Self.fixtures.appending(path: "0005-artifacts.sqlite"), to: file.url)
            let slug = "microsoft-azure-marketplace.offerMarketingUrlIdentifier"
            // As it stood in the versions, which can't be written any more.
            try file.raw { database in
                try database.execute(sql: "DROP TRIGGER frozen_version_stays")
                for (version, offer) in [(1, #"{"\#(slug)":"Web"}"#), (2, #"{"\#(slug)":"draft"}"#)] {
                    try database.execute(
                        sql:
                            "UPDATE offer_version SET definition = CAST(? AS BLOB) WHERE offer_row = 1 AND version = ?",
                        arguments: [#"{"offer":\#(offer),"plans":[]}"#, version]
                    )
                }
            }
            try await file.withStore { store in
                let claims = ["WEB", "draft"].map { OfferClaim(field: slug, value: $0, isBinding: true) }
                let holders = try await store.holders(of: claims, besides: .fixture("another"))
                #expect(holders == [claims[0]: Self.web.offer])
            }
        }
    }

    /// Fails when a migration that shipped was edited.
    @Test func `a saved database, migrated, has the schema of a new one`() async throws {
        try await StoreFile.with { saved in
            try FileManager.default.copyItem(at: Self.fixtures.appending(path: "0001-offers.sqlite"), to: saved.url)
            try await saved.withStore { try await $0.check() }
            try await StoreFile.with { new in
                try await new.withStore { try await $0.check() }
                let schemas = try [saved, new].map { file in
                    try file.raw {
                        try String.fetchAll($0, sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY 1")
                    }
                }
                #expect(schemas[0] == schemas[1])
                #expect(schemas[0].count > 20)
            }
        }
    }

    private static let web = OfferName.fixture("Web-Server")
    private static let guid = GUID(high: 0x0123_4567_89AB_4DEF, low: 0x8123_4567_89AB_CDEF)
    private static let client = GUID(high: 1, low: 2)

    private static func time(_ seconds: Int64) -> Timestamp { .fixture.advanced(bySeconds: seconds) }

    private static func content(_ text: String, secret: String) -> DraftContent {
        let path = SecretPath("/offer/key")
        let pointer = JSONPointer(tokens: ["offer", "key"])
        return .fixture(
            text,
            secrets: [
                SealedSecret(path: path, pointer: pointer, value: .fixture("data-key", secret)),
                SealedSecret(
                    path: SecretPath("/plans/planId=gone/key"),
                    pointer: nil,
                    value: .fixture("data-key", "kept")
                ),
            ]
        )
    }

    private static let application = Application(
        clientID: client,
        objectID: GUID(high: 3, low: 4),
        name: "pipeline",
        secret: SecretHash(scheme: "scrypt:16384:8:1", salt: Array(0..<16), hash: Array(0..<32))
    )

    private static func fill(_ store: SQLiteStore) async throws {
        let contoso = Publisher(
            id: .contoso,
            name: "Contoso",
            offerTypeCategories: ["a", "b"],
            sellerID: "1",
            contact: "sales@contoso.example"
        )
        try await store.add(contoso)
        try await store.add(Publisher.fixture(.fabrikam, migration: .none))
        try await store.add(application, roles: [.application(client.description, .contributor)])
        try await store.set(.user("someone", .owner))
        try await store.add(StoredSigningKey.fixture("kid"), onlyIfNone: true)
        try await store.add(StoredDataKey.fixture("data-key"), onlyIfNone: true)
        _ = try await store.change(web) { _ in
            let offer = Offer.fixture(web, guid: guid)
            let draft = OfferWrite.draft(content("first", secret: "one"), offer)
            return (.write([draft, .log(.creation(of: offer, by: "user x"))]), ())
        }
        try await store.freeze(web, at: time(1))
        try await store.place(1, in: .preview, of: web, at: time(2))
        try await store.place(1, in: .production, of: web, at: time(3))
        try await store.set(.succeeded, of: web, at: time(4))
        try await store.put(web, content("second", secret: "two"), at: time(5))
        try await store.put(.fixture("draft-only", of: .fabrikam), type: "microsoft-azure-corevm")
        try await store.put(moving)
        try await store.apply(.began(seconds: 60), to: store.beginPublish(moving), at: time(6))
        _ = try await store.changeWebhook(webhook.name, of: .contoso) { _ in webhook }
        _ = try await store.add(notice)
        try await store.requestArtifacts(of: web)
        let end = Timestamp.fixture.advanced(bySeconds: 60)
        let rounds = try await store.leaseRounds(at: .fixture, until: end, by: GUID(high: 1, low: 1), limit: 1)
        let round = try #require(rounds.first)
        try await store.settle(round, as: [.fixture()] + OfferArtifact.more, retryingAt: end)
    }

    private static let webhook = Webhook(
        publisher: .contoso,
        name: WebhookName(stored: "hook"),
        guid: GUID(high: 5, low: 6),
        url: "https://hook.example/",
        events: [.operationStarted, .operationFailed],
        secret: .fixture("data-key"),
        changedAt: .fixture
    )

    private static let notice = Notice.fixture(mailTo: .contact)

    private static func checkLogAndOutbox(_ store: SQLiteStore) async throws {
        guard case .found(let log) = try await store.changes(of: web, before: nil, limit: 10) else {
            Issue.record("the log is gone")
            return
        }
        #expect(log.map(\.change.action) == [.replaced, .created])
        #expect(try await store.webhooks(of: .contoso) == [webhook])
        let waiting = try await store.deliveries(of: .contoso, in: .waiting, after: nil, limit: 10)
        #expect(waiting.map(\.recipient) == [.webhook(webhook.name), .address("sales@contoso.example")])
        #expect(waiting.allSatisfy { $0.notice.id == notice.id && $0.notice.body == notice.body })
    }

    private static func checkArtifacts(_ store: SQLiteStore) async throws {
        let version = try await store.found(web).version
        let state = try await store.artifacts(of: web, version: version)
        #expect(state == ArtifactState(artifacts: [.fixture()] + OfferArtifact.more, isPending: true))
    }

    private static let moving = OfferName.fixture("moving")

    private static func checkOperation(_ store: SQLiteStore) async throws {
        guard case .found(let operation, let offer) = try await store.operation(.newest, of: moving) else {
            Issue.record("the operation is gone")
            return
        }
        #expect(offer.status == .running)
        #expect(operation.id == OperationRequest.fixture().id)
        #expect(operation.stage == .working)
        #expect(operation.steps.map(\.plan) == StepPlan.short)
        #expect(operation.steps[0].due == time(66))
        #expect(operation.notificationEmails == ["a@x.example"])
    }

    private static func check(_ store: SQLiteStore) async throws {
        let draft = try await store.found(web)
        #expect(draft.offer.guid == guid)
        #expect(draft.offer.id.text == "Web-Server")
        #expect(draft.offer.status == .succeeded)
        #expect(draft.version == 2)
        #expect(draft.entityTag == EntityTag(time(5)))
        #expect(draft.secretFields == "/definition/offer/key")
        #expect(try await store.stored(web)?.content == content("second", secret: "two"))
        for selector in [OfferSelector.slot(.preview), .slot(.production), .version(1)] {
            let frozen = try await store.found(web, selector)
            #expect(frozen.definition == content("first", secret: "").definition)
        }
        #expect(
            try await store.found(.fixture("draft-only", of: .fabrikam)).offer.type.rawValue == "microsoft-azure-corevm"
        )
        try await checkAccess(store)
    }

    private static func checkAccess(_ store: SQLiteStore) async throws {
        #expect(try await store.allPublishers().map(\.id.text) == ["Contoso", "fabrikam"])
        #expect(try await store.publisher(.contoso)?.offerTypeCategories == ["a", "b"])
        #expect(try await store.publisher(.fabrikam)?.migration == MigrationStatus.none)
        #expect(try await store.application(client) == application)
        #expect(
            try await store.members(of: .contoso) == [
                .application(client.description, .contributor), .user("someone", .owner),
            ]
        )
        #expect(try await store.signingKeys() == [.fixture("kid")])
        #expect(try await store.allDataKeys() == [.fixture("data-key")])
    }

    private static func checkItTakesWrites(_ store: SQLiteStore) async throws {
        let frozen = try await store.freeze(web, at: time(6))
        #expect(frozen.version == 3)
        try await store.put(web, content("third", secret: "three"), at: time(7))
        try await store.delete(.fixture("draft-only", of: .fabrikam))
        #expect(try await store.found(web, .version(2)).definition == content("second", secret: "").definition)
    }
}
