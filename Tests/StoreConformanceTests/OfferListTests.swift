import Testing
import VitrineCore
import VitrineTestKit

struct OfferListTests {
    private static let names = ["Zebra", "a", "B", "a-1", "a1", "a_1", "10", "9", "Web-Server"]

    /// In the order of bytes of their folded names.
    private static let ordered = ["10", "9", "a", "a-1", "a1", "a_1", "B", "Web-Server", "Zebra"]

    @Test(arguments: Backend.allCases)
    func `offers are listed in the order of their keys`(on backend: Backend) async throws {
        try await withOffers(on: backend) { store in
            let listed = try await store.names()
            #expect(listed == Self.ordered)
            #expect(try await store.names(of: .fabrikam) == ["elsewhere"])
            #expect(try await store.names(of: PublisherID(stored: "nobody")) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a line shows the draft's state`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture(), .fixture("first"))
            try await store.freeze(.fixture())
            let edited = try await store.put(.fixture(), .fixture("second"))
            let line = try #require(try await store.offers(of: .contoso, type: nil, after: nil, limit: 1).first)
            #expect(line.offer == edited.offer)
            #expect(line.changedTime == edited.changedTime)
            #expect(line.displayText == Array("\"second\"".utf8))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a draft without displayText has none in the list`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture(), DraftContent(definition: Array("{}".utf8), displayText: nil, secrets: []))
            let line = try #require(try await store.offers(of: .contoso, type: nil, after: nil, limit: 1).first)
            #expect(line.displayText == nil)
            #expect(try await store.stored(.fixture())?.content.displayText == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a type filters to the letter`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture("one"), type: "type-a")
            try await store.put(.fixture("two"), type: "type-b")
            try await store.put(.fixture("three"), type: "type-a")
            #expect(try await store.names(type: "type-a") == ["one", "three"])
            #expect(try await store.names(type: "type-b") == ["two"])
            #expect(try await store.names(type: "TYPE-A") == [])
            for type in ["type-c", "type-a\u{0}", "", "%"] { #expect(try await store.names(type: type) == []) }
            #expect(try await store.names(type: "type-a", after: "one") == ["three"])
        }
    }

    @Test(arguments: Backend.allCases, [1, 2, 3, 4, 9, 10])
    func `pages of any size make the whole list`(on backend: Backend, size: Int) async throws {
        try await withOffers(on: backend) { store in
            var pages: [[String]] = []
            var after: String?
            repeat {
                pages.append(try await store.names(after: after, limit: size))
                after = pages.last?.last
            } while pages.last?.count == size
            #expect(pages.flatMap { $0 } == Self.ordered)
            #expect(pages.allSatisfy { $0.count <= size })
        }
    }

    @Test(arguments: Backend.allCases)
    func `a page starts after a name that isn't there, in any case, too`(on backend: Backend) async throws {
        try await withOffers(on: backend) { store in
            for name in ["B", "b", "M"] {
                let page = try await store.names(after: name)
                #expect(page == ["Web-Server", "Zebra"])
            }
            #expect(try await store.names(after: "zebra") == [])
        }
    }

    private func withOffers(on backend: Backend, _ work: (any Backend.Store) async throws -> Void) async throws {
        try await backend.withContoso { store in
            for name in Self.names { try await store.put(.fixture(name)) }
            try await store.put(.fixture("elsewhere", of: .fabrikam))
            try await work(store)
        }
    }
}

extension OfferStore {
    fileprivate func names(
        of publisher: PublisherID = .contoso,
        type: String? = nil,
        after: String? = nil,
        limit: Int = 100
    ) async throws -> [String] {
        try await offers(
            of: publisher,
            type: type.map(OfferTypeID.init(rawValue:)),
            after: after.map(OfferID.init(stored:)),
            limit: limit
        ).map(\.offer.id.text)
    }
}
