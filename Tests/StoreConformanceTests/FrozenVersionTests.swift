import ExactJSON
import Testing
import VitrineCore
import VitrineTestKit

struct FrozenVersionTests {
    @Test(arguments: Backend.allCases)
    func `a freeze copies the draft, its secrets included`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            let secrets: [SealedSecret] = [.fixture("/offer/a"), .fixture("/offer/b", pointer: nil)]
            let draft = try await store.put(.fixture(), .fixture("content", secrets: secrets))
            let next = try await store.freeze(.fixture(), at: .fixture.advanced(bySeconds: 1))
            #expect(next.version == 2)
            #expect(next.changedTime == .fixture.advanced(bySeconds: 1))
            #expect(next.definition == draft.definition)
            #expect(next.secretFields == "/definition/offer/a")
            #expect(try await store.stored(.fixture())?.content == .fixture("content", secrets: secrets))

            let frozen = try await store.found(.fixture(), .version(1))
            #expect(frozen.definition == draft.definition)
            #expect(frozen.changedTime == draft.changedTime)
            #expect(frozen.secretFields == draft.secretFields)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an edit after a freeze leaves the frozen version as it was`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            try await store.put(.fixture(), .fixture("frozen", secrets: [.fixture("/offer/a", text: "old")]))
            try await store.freeze(.fixture())
            let frozen = try await store.found(.fixture(), .version(1))
            let edited = DraftContent.fixture(
                "edited",
                secrets: [.fixture("/offer/a", text: "new"), .fixture("/offer/c")]
            )
            try await store.put(.fixture(), edited)
            try await store.put(.fixture(), .fixture("without secrets"))

            let again = try await store.found(.fixture(), .version(1))
            #expect(again.definition == frozen.definition)
            #expect(again.changedTime == frozen.changedTime)
            #expect(again.secretFields == "/definition/offer/a")
            #expect(try await store.stored(.fixture())?.content == .fixture("without secrets"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `secrets come back as they were, in the order of their paths`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            let paths = ["/offer/b", "/offer/B", "/offer/a~1b", "/offer/é", "/offer/e\u{301}", "/plans/planId=x/key"]
            let secrets = paths.map { SealedSecret.fixture($0, text: "value of \($0)") }
            try await store.put(.fixture(), .fixture(secrets: secrets))
            let stored = try #require(try await store.stored(.fixture())).content.secrets
            #expect(
                stored
                    == secrets.sorted { $0.path.description.utf8.lexicographicallyPrecedes($1.path.description.utf8) }
            )
        }
    }

    /// A closed object's members may have any name that JSON can spell.
    @Test(arguments: Backend.allCases)
    func `paths with every kind of character are told apart and come back`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            let paths = [
                "/offer/a\u{0}b", "/offer/a\u{0}c", "/offer/a", "/offer/\u{0}", "/offer/\u{FEFF}x", "/offer/\u{1F}",
                "/offer/%00",
            ]
            let secrets = paths.map { SealedSecret.fixture($0, text: "value of \($0)") }
            try await store.put(.fixture(), .fixture(secrets: secrets))
            let stored = try #require(try await store.stored(.fixture())).content.secrets
            #expect(Set(stored.map(\.path)) == Set(secrets.map(\.path)))
            #expect(stored.allSatisfy { secrets.contains($0) })
        }
    }
}
