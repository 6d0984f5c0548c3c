import Testing
import VitrineCore
import VitrineTestKit

struct PublisherStoreTests {
    @Test(arguments: Backend.allCases)
    func `a publisher comes back as it was added, found in any case`(on backend: Backend) async throws {
        try await backend.withStore { store in
            let full = Publisher(
                id: .contoso,
                name: "Contoso, Ltd. — \"Überall\"",
                offerTypeCategories: ["virtual machines", "apps"],
                sellerID: "4711",
                migration: .none,
                version: 3
            )
            try await store.add(full)
            try await store.add(Publisher.fixture(.fabrikam))
            for spelling in ["Contoso", "contoso", "CONTOSO"] {
                let found = try #require(try await store.publisher(PublisherID(stored: spelling)))
                #expect(found == full)
                #expect(found.id.text == "Contoso")
            }
            #expect(try await store.publisher(.fabrikam) == .fixture(.fabrikam))
            #expect(try await store.publisher(PublisherID(stored: "nobody")) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a publisher's name is taken in any case`(on backend: Backend) async throws {
        try await backend.withStore { store in
            let first = Publisher.fixture(.contoso, migration: .none)
            try await store.add(first)
            for spelling in ["Contoso", "contoso", "CONTOSO"] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await store.add(Publisher.fixture(PublisherID(stored: spelling)))
                }
                #expect(refusal?.code == .alreadyExists)
            }
            #expect(try await store.allPublishers() == [first])
        }
    }

    @Test(arguments: Backend.allCases)
    func `every publisher is listed, ordered by key`(on backend: Backend) async throws {
        try await backend.withStore { store in
            #expect(try await store.allPublishers().isEmpty)
            for name in ["zoo", "Beta", "alpha", "a-1", "A1"] {
                try await store.add(Publisher.fixture(PublisherID(stored: name)))
            }
            #expect(try await store.allPublishers().map(\.id.text) == ["a-1", "A1", "alpha", "Beta", "zoo"])
        }
    }
}
