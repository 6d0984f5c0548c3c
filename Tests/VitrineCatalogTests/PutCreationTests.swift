import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

struct PutCreationTests {
    @Test func `an offer is created with its definition to the byte`() async throws {
        try await CatalogRoom.with { room in
            let definition =
                #"{ "displayText" : "A\u00e9", "offer":{"n":1.0,"big":636576975611768314,"e":1e2},  "x":[{}, null] }"#
            let outcome = try await room.put(definition: definition)
            #expect(outcome.word == "created")
            #expect(outcome.definition == definition)
            #expect(try await room.definition() == definition)
            #expect(outcome.snapshot == (try await room.store.found(.fixture("Web"))))
            let offer = outcome.snapshot.offer
            #expect(offer.id.text == "Web")
            #expect(offer.publisher.text == "Contoso")
            #expect(offer.type.rawValue == "made-up")
            #expect(offer.status == .neverPublished)
            #expect(outcome.snapshot.version == 1)
            #expect(outcome.snapshot.changedTime == room.clock.now())
        }
    }

    @Test func `the publisher's spelling and migration are the offer's`() async throws {
        try await CatalogRoom.with { room in
            let body = Array(#"{"offerTypeId":"made-up","definition":{}}"#.utf8)
            let shouted = try await CatalogRoom.permit(in: PublisherID(stored: "FABRIKAM"), of: room.store)
            let made = try await room.catalog.put(
                body,
                as: OfferID(stored: "web"),
                if: WritePrecondition(),
                by: shouted
            )
            #expect(made.snapshot.offer.publisher.text == "fabrikam")
            #expect(made.snapshot.offer.migration == .none)
            #expect(made.snapshot == (try await room.store.found(.fixture("web", of: .fabrikam))))
        }
    }

    @Test func `what the server says about an offer is ignored in a body, whatever it holds`() async throws {
        try await CatalogRoom.with { room in
            let body = """
                {"version":99,"status":{"x":1},"changedTime":"0001-01-01T00:00:00Z","pcMigrationStatus":7,"eTag":[],"Etag":null,
                "etag":1,"isvUpgradeRequest":"?","offerTypeVersions":{"made-up":87},"unknown":{"a":[]},"id":null,"publisherId":null,
                "offerTypeId":"made-up","definition":{"displayText":"x"}}
                """
            let outcome = try await room.put(body)
            #expect(outcome.snapshot.version == 1)
            #expect(outcome.snapshot.offer.status == .neverPublished)
            #expect(outcome.snapshot.offer.migration == .migrated)
            #expect(outcome.definition == #"{"displayText":"x"}"#)
        }
    }

    @Test(arguments: ["web", "WEB", "Web"])
    func `the body may name the offer in any case`(id: String) async throws {
        try await CatalogRoom.with { room in
            let body = #"{"id":"\#(id)","publisherId":"CONTOSO","offerTypeId":"made-up","definition":{}}"#
            let outcome = try await room.put(body)
            #expect(outcome.snapshot.offer.id.text == "Web")
        }
    }

    @Test(arguments: ["a b", "-web", "web-", "é", "a.b", String(repeating: "a", count: 51)])
    func `a name that breaks the rule for new offers is refused`(id: String) async throws {
        try await CatalogRoom.with { room in
            let refusal = await #expect(throws: Refusal.self) { try await room.put(definition: "{}", as: id) }
            #expect(refusal?.code == .badRequest)
            let lookup = try await room.store.offer(.fixture(id), .slot(.draft))
            #expect(lookup == .noOffer)
        }
    }

    @Test func `each offer has a GUID of its own`() async throws {
        try await CatalogRoom.with { room in
            var guids: Set<GUID> = []
            for number in 0..<10 {
                guids.insert(try await room.put(definition: "{}", as: "web-\(number)").snapshot.offer.guid)
            }
            #expect(guids.count == 10)
        }
    }
}
