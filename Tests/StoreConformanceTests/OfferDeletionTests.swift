import Testing
import VitrineCore
import VitrineTestKit

struct OfferDeletionTests {
    @Test(arguments: Backend.allCases)
    func `a deleted offer is gone with its versions and secrets`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            let first = try await store.put(.fixture(), .fixture("first", secrets: [.fixture("/offer/a")]))
            try await store.freeze(.fixture())
            try await store.put(.fixture("other"))
            try await store.delete(.fixture())

            for selector in [OfferSelector.slot(.draft), .slot(.preview), .version(1), .version(2)] {
                #expect(try await store.offer(.fixture(), selector) == .noOffer)
                #expect(try await store.offer(.fixture(first.offer.guid.description), selector) == .noOffer)
            }
            #expect(
                try await store.offers(of: .contoso, type: nil, after: nil, limit: 10).map(\.offer.id.text) == ["other"]
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `a deletion answers that there is no draft, an offer that isn't there stays so`(on backend: Backend)
        async throws
    {
        try await backend.withContoso { store in
            try await store.put(.fixture())
            for wasThere in [true, false] {
                let (snapshot, note) = try await store.change(.fixture()) { (.write([.removal]), $0 != nil) }
                #expect(snapshot == nil)
                #expect(note == wasThere)
            }
            #expect(try await store.offer(.fixture(), .slot(.draft)) == .noOffer)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a name can be taken again, by an offer with nothing of the old one`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            let old = try await store.put(.fixture("Web"), .fixture("old", secrets: [.fixture("/offer/a")]))
            try await store.delete(.fixture("Web"))
            let new = try await store.put(.fixture("WEB"), .fixture("new"))
            #expect(new.offer.guid != old.offer.guid)
            #expect(new.offer.id.text == "WEB")
            #expect(new.version == 1)
            #expect(try await store.stored(.fixture("web"))?.content == .fixture("new"))
        }
    }
}
