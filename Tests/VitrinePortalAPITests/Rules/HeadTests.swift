import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 2, last line: HEAD answers as GET without the body, on every GET path.
struct HeadTests {
    @Test(arguments: [Caller.nobody, .stranger, .role(.reader)])
    func `HEAD has the status and the headers of GET and no body, on every path`(caller: Caller) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("s3cret")))
            try await portal.fixture.publish("vm", into: .preview)
            for offer in ["vm", "nothing"] {
                for route in try portal.routes(Portal.places(offer: offer)) where route.method == .get {
                    let get = try await portal.walk(route, as: caller)
                    let head = try await portal.walk(route, method: .head, as: caller)
                    #expect(head.status == get.status, "\(route)")
                    #expect(head.stableHeaders == get.stableHeaders, "\(route)")
                    #expect(head.body == [], "\(route)")
                }
            }
        }
    }

    @Test func `HEAD that finds nothing new answers as GET does`() async throws {
        try await Portal.with { portal in
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            let get = try await portal.get(.offer, as: .role(.reader), [.ifNoneMatch: tag])
            let head = try await portal.head(.offer, as: .role(.reader), [.ifNoneMatch: tag])
            #expect(head.status == 304)
            #expect(head.stableHeaders == get.stableHeaders)
        }
    }

    @Test func `HEAD of an offer has its tag, its GUID and its length`() async throws {
        try await Portal.with { portal in
            let put = try await portal.put(.offer, OfferBody.titled("A"))
            let head = try await portal.head(.offer)
            #expect(head.eTag == put.eTag)
            #expect(head.headers[.offerGUID] == put.headers[.offerGUID])
            #expect(head.headers[.contentLength] == String(put.body.count))
        }
    }
}
