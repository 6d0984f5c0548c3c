import Testing
import VitrineCore
import VitrineTestKit

struct ChangeLogTests {
    @Test(arguments: Backend.allCases)
    func `entries are numbered from 1, newest first, and begin where the one before ended`(on backend: Backend)
        async throws
    {
        try await backend.withContoso { store in
            for number in 0..<5 {
                try await store.put(.fixture(), .fixture("\(number)"), at: .fixture.advanced(bySeconds: Int64(number)))
            }
            let log = try await store.log(.fixture())
            #expect(log.map(\.number) == [5, 4, 3, 2, 1])
            #expect(log.map(\.change.action) == [.replaced, .replaced, .replaced, .replaced, .created])
            for (later, earlier) in zip(log, log.dropFirst()) {
                #expect(later.change.tagBefore == earlier.change.tagAfter)
            }
            #expect(log.last?.change.tagBefore == nil)
            #expect(log.first?.change.tagAfter == (try await store.found(.fixture())).entityTag)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an entry comes back as it was written`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture())
            let change = OfferChange(
                publisher: .contoso,
                offer: OfferName.fixture().offer,
                time: .fixture.advanced(byTicks: 7),
                actor: "application a (object b)",
                action: .approved,
                version: 3,
                tagBefore: EntityTag(.fixture),
                tagAfter: EntityTag(.fixture.advanced(byTicks: 1)),
                operation: GUID(high: 1, low: 2),
                members: ChangedMembers(paths: ["/offer/a\u{0}b", "/plans/planId=e\u{301}"], isCut: true)
            )
            _ = try await store.change(.fixture()) { _ in (.write([.log(change)]), ()) }
            let newest = try await store.log(.fixture()).first
            #expect(newest == LoggedChange(number: 2, change: change))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a page holds what it was asked for, and the pages together hold all`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            for number in 0..<7 { try await store.put(.fixture(), .fixture("\(number)")) }
            var numbers: [Int64] = []
            while true {
                let page = try await store.log(.fixture(), before: numbers.last, limit: 3)
                guard !page.isEmpty else { break }
                #expect(page.count <= 3)
                numbers += page.map(\.number)
            }
            #expect(numbers == [7, 6, 5, 4, 3, 2, 1])
        }
    }

    @Test(arguments: Backend.allCases)
    func `the log stays when the offer is deleted, and a new one of the name goes on with it`(on backend: Backend)
        async throws
    {
        try await backend.withContoso { store in
            let old = try await store.put(.fixture("Web"))
            try await store.delete(.fixture("web"))
            #expect(try await store.log(.fixture("WEB")).map(\.change.action) == [.deleted, .created])
            #expect(try await store.log(.fixture("web")).first?.change.tagAfter == nil)
            #expect(
                try await store.changes(of: .fixture(old.offer.guid.description), before: nil, limit: 9) == .noOffer
            )

            let new = try await store.put(.fixture("web"))
            let log = try await store.log(.fixture(new.offer.guid.description))
            #expect(log.map(\.number) == [3, 2, 1])
            #expect(log.map(\.change.action) == [.created, .deleted, .created])
            #expect(log.map(\.change.offer.text) == ["web", "Web", "Web"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a write that is refused leaves no entry`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture())
            await #expect(throws: Refusal.self) {
                try await store.change(.fixture()) { (stored: StoredDraft?) throws -> (OfferDecision, Bool) in
                    guard let stored else { return (.keep, false) }
                    _ = OfferDecision.write([.log(.deletion(of: stored.offer, by: "user x", at: .fixture))])
                    throw Refusal(.offerPublished, "No.")
                }
            }
            #expect(try await store.log(.fixture()).count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what isn't there is told apart`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            #expect(try await store.changes(of: .fixture("none"), before: nil, limit: 1) == .noOffer)
            let nowhere = OfferName.fixture(of: PublisherID(stored: "nowhere"))
            #expect(try await store.changes(of: nowhere, before: nil, limit: 1) == .noPublisher)
            try await store.put(.fixture(of: .fabrikam))
            #expect(try await store.changes(of: .fixture(), before: nil, limit: 1) == .noOffer)
        }
    }
}

extension OfferStore {
    fileprivate func log(_ name: OfferName, before: Int64? = nil, limit: Int = 100) async throws -> [LoggedChange] {
        guard case .found(let log) = try await changes(of: name, before: before, limit: limit) else {
            throw NothingFound()
        }
        return log
    }
}
