import Testing
import VitrineCore
import VitrineTestKit

struct OfferReadTests {
    @Test(arguments: Backend.allCases)
    func `a read finds every acknowledged write`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            for number in 1...50 {
                let text = "Web server \(number)"
                let written = try await store.put(.fixture(), .fixture(text))
                let found = try await store.found(.fixture())
                #expect(found == written)
                #expect(found.definition == DraftContent.fixture(text).definition)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `another process finds every acknowledged write`(on backend: Backend) async throws {
        try await backend.withTwoStores { store, other in
            try await store.add(Publisher.fixture())
            for number in 1...20 {
                let written = try await store.put(.fixture(), .fixture("Web server \(number)"))
                #expect(try await other.found(.fixture()) == written)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is missing is told apart`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture("here"))
            try await store.freeze(.fixture("here"))
            let nobody = OfferName.fixture("here", of: PublisherID(stored: "nobody"))
            for selector in [OfferSelector.slot(.draft), .slot(.preview), .version(1)] {
                #expect(try await store.offer(nobody, selector) == .noPublisher)
                #expect(try await store.offer(.fixture("gone"), selector) == .noOffer)
            }
            #expect(try await store.offer(.fixture("here"), .slot(.preview)) == .emptySlot)
            #expect(try await store.offer(.fixture("here"), .slot(.production)) == .emptySlot)
            for version in [Int64.min, -1, 0, 3, .max] {
                #expect(try await store.offer(.fixture("here"), .version(version)) == .noVersion)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `every slot and version shows what stands there`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let name = OfferName.fixture()
            for number in 1...3 {
                try await store.put(name, .fixture("content \(number)"))
                try await store.freeze(name)
            }
            try await store.put(name, .fixture("content 4"))
            try await store.place(1, in: .production, of: name)
            try await store.place(3, in: .preview, of: name)
            try await store.set(.running, of: name)

            let shown: [(OfferSelector, Int64)] = [
                (.version(1), 1), (.version(2), 2), (.version(3), 3), (.version(4), 4), (.slot(.draft), 4),
                (.slot(.preview), 3), (.slot(.production), 1),
            ]
            for (selector, number) in shown {
                let found = try await store.found(name, selector)
                #expect(found.version == number)
                #expect(found.definition == DraftContent.fixture("content \(number)").definition)
                #expect(found.offer.status == .running)
                #expect(found.offer == (try await store.stored(name))?.offer)
            }
            #expect(try await store.found(name, .slot(.preview)).slot == .preview)
            #expect(try await store.found(name, .version(3)).slot == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an offer is found by its GUID, in any case, in its own namespace alone`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let written = try await store.put(.fixture())
            let guid = written.offer.guid.description
            for text in [guid, guid.uppercased()] {
                #expect(try await store.found(.fixture(text)) == written)
                #expect(try await store.found(.fixture(text), .version(1)).version == 1)
                #expect(try await store.offer(.fixture(text), .slot(.preview)) == .emptySlot)
                #expect(try await store.offer(.fixture(text), .version(2)) == .noVersion)
                #expect(try await store.offer(.fixture(text, of: .fabrikam), .slot(.draft)) == .noOffer)
            }
            #expect(try await store.offer(.fixture(GUID.random().description), .slot(.draft)) == .noOffer)
        }
    }

    /// Names are made before GUIDs are known, but nothing keeps anybody from naming an offer after another one's GUID.
    @Test(arguments: Backend.allCases)
    func `a name that spells another offer's GUID is the name, whatever is asked for`(on backend: Backend) async throws
    {
        try await backend.withContoso { store in
            let guid = GUID.random()
            let namesake = OfferName.fixture(guid.description)
            try await store.put(namesake, .fixture("namesake"))
            let other = OfferName.fixture("other")
            _ = try await store.change(other) { _ in
                (.write([.draft(.fixture("other"), .fixture(other, guid: guid))]), ())
            }
            try await store.freeze(other)
            try await store.place(1, in: .preview, of: other)

            let content = DraftContent.fixture("namesake").definition
            #expect(try await store.found(namesake).definition == content)
            #expect(try await store.found(namesake, .version(1)).definition == content)
            #expect(try await store.offer(namesake, .version(2)) == .noVersion)
            #expect(try await store.offer(namesake, .slot(.preview)) == .emptySlot)
        }
    }

    @Test(arguments: Backend.allCases)
    func `names compare without case and come back as first written`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let guid = try await store.put(.fixture("Web-Server")).offer.guid
            let shouted = OfferName.fixture("WEB-SERVER", of: PublisherID(stored: "CONTOSO"))
            let written = try await store.put(shouted, .fixture("again"))
            #expect(written.offer.guid == guid)
            for name in [shouted, .fixture("web-server")] {
                let found = try await store.found(name)
                #expect(found.offer.id.text == "Web-Server")
                #expect(found.offer.publisher.text == "Contoso")
                #expect(found.definition == DraftContent.fixture("again").definition)
            }
            #expect(try await store.offers(of: shouted.publisher, type: nil, after: nil, limit: 10).count == 1)
        }
    }
}
