import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit
import VitrineVault

/// A key is rotated while clients write: nobody notices.
struct RotationBetweenPutsTests {
    @Test func `after a rotation equal secrets are still equal, and others are replaced`() async throws {
        try await CatalogRoom.with { room in
            let definition = #"{"offer":{"token":"t","leads":{"a":"1"}}}"#
            try await room.put(definition: definition)
            _ = try await room.vault.rotate(signingKeys: [])
            #expect(try await room.put(definition: definition).word == "unchanged")
            #expect(try await room.put(definition: #"{"offer":{"token":"new"}}"#).word == "replaced unconditionally")
            _ = try await room.vault.rotate(signingKeys: [])
            #expect(try await room.secrets() == ["/offer/token": #""new""#, "/offer/leads/a": #""1""#])
            let keys = try #require(try await room.store.stored(.fixture("Web"))).content.secrets.map(\.value.keyID)
            #expect(Set(keys).count == 2)
        }
    }

    /// Between reading the keys and writing, another process rotates and seals the same secret anew.
    @Test func `a rotation in the midst of a PUT doesn't break it`() async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.set(.application("owner", .owner))
            let interrupted = InterruptedStore(store)
            let room = try await CatalogRoom(store, offers: interrupted)
            try await room.put(definition: #"{"offer":{"token":"first"}}"#)

            let vault = room.vault
            interrupted.beforeNextChange {
                _ = try await vault.rotate(signingKeys: [])
                let keys = try await vault.keys(of: .contoso)
                _ = try await store.change(.fixture("Web")) { stored in
                    guard let stored, let old = stored.content.secrets.first else { throw NothingFound() }
                    let box = try keys.seal(Array("\"second\"".utf8), at: old.path, of: stored.offer.guid)
                    let secret = SealedSecret(path: old.path, pointer: old.pointer, value: box)
                    let content = DraftContent(
                        definition: stored.content.definition,
                        displayText: nil,
                        secrets: [secret]
                    )
                    return (.write([.draft(content, stored.offer.editingDraft(at: .fixture))]), ())
                }
            }
            let outcome = try await room.put(definition: #"{"offer":{"token":"third"}}"#)
            #expect(outcome.word == "replaced unconditionally")
            #expect(try await room.secrets() == ["/offer/token": #""third""#])
        }
    }
}
