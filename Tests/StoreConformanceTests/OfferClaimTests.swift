import Testing
import VitrineCore
import VitrineTestKit

/// What offers of one publisher don't share.
struct OfferClaimTests {
    private static let web = OfferClaim(field: "slug", value: "Web", isBinding: true)
    private static let first = OfferName.fixture("first"), second = OfferName.fixture("second")

    @Test(arguments: Backend.allCases)
    func `a claim is held while its version stands in a slot, and by one offer alone`(on backend: Backend) async throws
    {
        try await Self.withOffers(backend) { store in
            #expect(try await store.holder(besides: Self.second) == nil)
            try await store.claim([Self.web], Self.first)
            // A version that stands nowhere holds nothing.
            #expect(try await store.holder(besides: Self.second) == nil)
            for slot in [Slot.preview, .production] {
                try await store.place(1, in: slot, of: Self.first)
                #expect(try await store.holder(besides: Self.second) == Self.first.offer)
                #expect(try await store.holder(besides: Self.first) == nil)
                #expect(try await store.holder(besides: .fixture("missing")) == Self.first.offer)
                #expect(try await store.holder(besides: .fixture("second", of: .fabrikam)) == nil)
                await #expect(throws: ClaimHeld(Self.web)) { try await store.claim([Self.web], Self.second) }
                #expect(try await store.found(Self.second).offer.draftVersion == 1)
                try await store.freeze(Self.first)
                try await store.place(2, in: slot, of: Self.first)
                #expect(try await store.holder(besides: Self.second) == nil)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a claim is held while its version is on its way`(on backend: Backend) async throws {
        try await Self.withOffers(backend) { store in
            let operation = try await store.beginPublish(Self.first, claiming: [Self.web])
            #expect(try await store.holder(besides: Self.second) == Self.first.offer)
            try await store.apply(.failed([]), to: store.apply(.began(seconds: 0), to: operation))
            #expect(try await store.holder(besides: Self.second) == nil)
            try await store.claim([Self.web], Self.second)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what isn't binding is known, and refuses nothing`(on backend: Backend) async throws {
        let advice = OfferClaim(field: "slug", value: "web", isBinding: false)
        try await Self.withOffers(backend) { store in
            // Two plans may say the same.
            try await store.claim([advice, advice, Self.web], Self.first)
            try await store.place(1, in: .preview, of: Self.first)
            try await store.claim([advice], Self.second)
            try await store.place(1, in: .preview, of: Self.second)
            let other = OfferClaim(field: "repository", value: "web", isBinding: true)
            let holders = try await store.holders(of: [advice, Self.web, other], besides: .fixture("third"))
            #expect(holders == [advice: Self.first.offer, Self.web: Self.first.offer])
        }
    }

    @Test(arguments: Backend.allCases)
    func `claims go with their offer`(on backend: Backend) async throws {
        try await Self.withOffers(backend) { store in
            try await store.claim([Self.web], Self.first)
            try await store.place(1, in: .preview, of: Self.first)
            try await store.delete(Self.first)
            #expect(try await store.holder(besides: Self.second) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the secrets of each version are found, sealed`(on backend: Backend) async throws {
        try await Self.withOffers(backend) { store in
            func texts(_ selector: OfferSelector, of name: OfferName = Self.first) async throws -> [String] {
                try await store.secrets(of: name, selector).map { String(decoding: $0.value.bytes, as: UTF8.self) }
            }
            try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            try await store.put(Self.first, .fixture(secrets: [.fixture("/b", text: "2"), .fixture("/a", text: "1")]))
            try await store.freeze(Self.first)
            try await store.place(1, in: .preview, of: Self.first)
            try await store.put(Self.first, .fixture(secrets: [.fixture("/a", text: "3")]))
            #expect(try await texts(.slot(.preview)) == ["1", "2"])
            #expect(try await texts(.version(1)) == ["1", "2"])
            #expect(try await texts(.slot(.draft)) == ["3"])
            for nothing in [OfferSelector.slot(.production), .version(3), .version(-1)] {
                #expect(try await texts(nothing) == [])
            }
            #expect(try await texts(.slot(.draft), of: .fixture("missing")) == [])
            let found = try await store.secrets(of: Self.first, .slot(.draft))
            #expect(found == [.fixture("/a", text: "3")])
        }
    }

    private static func withOffers(_ backend: Backend, _ work: (any Backend.Store) async throws -> Void) async throws {
        try await backend.withContoso { store in
            for name in [first, second] { try await store.put(name) }
            try await work(store)
        }
    }
}

extension OfferStore {
    /// Who holds the claim of these tests.
    fileprivate func holder(besides name: OfferName) async throws -> OfferID? {
        let claim = OfferClaim(field: "slug", value: "web", isBinding: true)
        return try await holders(of: [claim], besides: name)[claim]
    }

    /// Freezes the draft with these claims.
    fileprivate func claim(_ claims: [OfferClaim], _ name: OfferName) async throws {
        _ = try await change(name) { stored in
            guard let offer = stored?.offer else { throw NothingFound() }
            let frozen = offer.freezingDraft(at: .fixture)
            return (.write([.freeze(frozen), .claim(version: offer.draftVersion, claims)]), ())
        }
    }
}
