import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 2, "id": every path takes the offer's GUID in place of its id.
struct OfferGUIDTests {
    @Test func `every GET path takes the GUID, in any case`() async throws {
        try await Portal.with { portal in
            let guid = try #require(try await portal.put(.offer, OfferBody.titled("A")).headers[.offerGUID])
            try await portal.fixture.publish("vm", into: .preview)
            try await portal.beginWalkedOperation()
            for id in [guid, guid.uppercased()] {
                let routes = zip(try portal.routes(Portal.places(offer: id)), try portal.routes())
                for (byGUID, byName) in routes where byGUID.path != byName.path && byName.method == .get {
                    let (first, second) = (try await portal.walk(byGUID), try await portal.walk(byName))
                    #expect(first.status == 200, "\(byGUID)")
                    #expect(first.body == second.body, "\(byGUID)")
                    #expect(first.stableHeaders == second.stableHeaders, "\(byGUID)")
                }
            }
        }
    }

    @Test func `PUT and DELETE take the GUID`() async throws {
        try await Portal.with { portal in
            let created = try await portal.put(.offer, OfferBody.titled("A"))
            let guid = try #require(created.headers[.offerGUID])
            let path = "/api/publishers/contoso/offers/\(guid)"
            let tag = try #require(created.eTag)
            let replaced = try await portal.put(path, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
            #expect(replaced.status == 200)
            #expect(try replaced.member("id") == "\"vm\"")
            #expect(try await portal.get(.offer).body == replaced.body)
            let named = OfferBody.with(definition: "{}", beside: "\"id\":\"\(guid.uppercased())\",")
            #expect(try await portal.put(path, named).status == 200)
            #expect(try await portal.delete(path, as: .role(.owner), [.ifMatch: "*"]).status == 204)
            #expect(try await portal.get(.offer).status == 404)
        }
    }

    @Test func `a GUID is shown the same as long as the offer lives, and never again`() async throws {
        try await Portal.with { portal in
            let created = try await portal.put(.offer, OfferBody.titled("A"))
            let replaced = try await portal.put(.offer, OfferBody.titled("B"))
            try await portal.fixture.setStatus(.neverPublished, of: "vm")
            #expect(replaced.headers[.offerGUID] == created.headers[.offerGUID])
            _ = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: "*"])
            let again = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(again.headers[.offerGUID] != created.headers[.offerGUID])
            let guid = try #require(created.headers[.offerGUID])
            try expect(try await portal.get("/api/publishers/contoso/offers/\(guid)"), refused: .offerNotFound)
        }
    }

    @Test func `a GUID leads nowhere in another namespace`() async throws {
        try await Portal.with { portal in
            let guid = try #require(try await portal.put(.offer, OfferBody.titled("A")).headers[.offerGUID])
            let path = "/api/publishers/fabrikam/offers/\(guid)"
            try expect(try await portal.get(path, as: .neighbour(.owner)), refused: .offerNotFound)
        }
    }
}
