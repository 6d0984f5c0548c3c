import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

struct DeleteOfferTests {
    private let any = WritePrecondition(ifMatch: .any)

    @Test func `an offer that was never published is removed, with its secrets`() async throws {
        try await CatalogRoom.with { room in
            let made = try await room.put(definition: #"{"offer":{"token":"t"}}"#).snapshot
            try await room.catalog.delete(OfferID(stored: "WEB"), if: any, by: room.permit)
            #expect(try await room.store.offer(.fixture("Web"), .slot(.draft)) == .noOffer)
            let again = try await room.put(definition: #"{"offer":{}}"#)
            #expect(again.word == "created")
            #expect(again.snapshot.offer.guid != made.offer.guid)
            #expect(try await room.secrets().isEmpty)
        }
    }

    @Test func `an offer is removed by its GUID, guarded by its tag`() async throws {
        try await CatalogRoom.with { room in
            let made = try await room.put(definition: "{}").snapshot
            let guarded = WritePrecondition(ifMatch: .tags([made.entityTag]))
            try await room.catalog.delete(OfferID(stored: made.offer.guid.description), if: guarded, by: room.permit)
            #expect(try await room.store.offer(.fixture("Web"), .slot(.draft)) == .noOffer)
        }
    }

    @Test func `refusals come in their order: precondition, missing, published`() async throws {
        try await CatalogRoom.with { room in
            let without = WritePrecondition()
            await room.expect(.offerNotFound, deletingIf: without)
            await room.expect(.offerNotFound, deletingIf: any)
            await room.expect(.preconditionFailed, deletingIf: WritePrecondition(ifMatch: .tags([EntityTag(.fixture)])))
            let stale = WritePrecondition(ifMatch: .tags([try await room.put(definition: "{}").snapshot.entityTag]))
            let before = try await room.put(definition: #"{"a":1}"#).snapshot
            try await room.store.freeze(.fixture("Web"), at: room.clock.now())
            await room.expect(.ifMatchRequired, deletingIf: without)
            await room.expect(.preconditionFailed, deletingIf: stale)
            await room.expect(.preconditionFailed, deletingIf: WritePrecondition(ifMatch: .any, ifNoneMatch: .any))
            await room.expect(.offerPublished, deletingIf: WritePrecondition(ifMatch: .tags([before.entityTag])))
            await room.expect(.offerPublished, deletingIf: any)
            #expect(try await room.store.found(.fixture("Web")).definition == before.definition)
        }
    }

    @Test(arguments: OfferStatus.allCases.filter { $0 != .neverPublished })
    func `an offer of any status but one was published`(status: OfferStatus) async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: "{}")
            try await room.store.set(status, of: .fixture("Web"))
            await room.expect(.offerPublished, deletingIf: any)
        }
    }
}

extension CatalogRoom {
    fileprivate func expect(_ code: Refusal.Code, deletingIf precondition: WritePrecondition) async {
        let refusal = await #expect(throws: Refusal.self) {
            try await catalog.delete(OfferID(stored: "Web"), if: precondition, by: permit)
        }
        #expect(refusal?.code == code)
    }
}
