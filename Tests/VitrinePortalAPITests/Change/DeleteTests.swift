import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 3, DELETE.
struct DeleteTests {
    static let matching: [@Sendable (String) -> String] = [
        { $0 }, { String($0.dropFirst(2)) }, { "\"x\", \($0)" }, { _ in "*" },
    ]

    @Test(arguments: matching.indices, ["deployed", "documented"])
    func `an offer that was never published is removed, and 204 has no body`(index: Int, profile: String) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            let put = try await portal.put(.offer, OfferBody.offer(OfferBody.table("c")))
            let tag = Self.matching[index](try #require(put.eTag))
            let answer = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: tag])
            #expect(answer.status == 204)
            #expect(answer.body == [])
            #expect(answer.headers[.contentLength] == nil)
            for path in ["", "/versions/1", "/slot/draft"] {
                try expect(try await portal.get(.offer + path), refused: .offerNotFound)
            }
            #expect(try await portal.get(.offers).text == "[]")
        }
    }

    @Test func `a published offer stays`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.fixture.publish("vm", into: .preview)
            let before = try await portal.get(.offer)
            let answer = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: "*"])
            try expect(answer, refused: .offerPublished)
            #expect(answer.status == 409)
            #expect(try await portal.get(.offer).body == before.body)
            #expect(try await portal.get(.offer + "/versions/1").status == 200)
        }
    }

    @Test(arguments: ["deployed", "documented"])
    func `without If-Match it is refused in both profiles`(profile: String) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try expect(try await portal.delete(.offer), refused: .ifMatchRequired)
            #expect(try await portal.get(.offer).status == 200)
        }
    }

    @Test func `a stale tag is refused, and the answer names the current one`() async throws {
        try await Portal.with { portal in
            let old = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            let new = try #require(try await portal.put(.offer, OfferBody.titled("B")).eTag)
            let answer = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: old])
            try expect(answer, refused: .preconditionFailed)
            #expect(try answer.message?.contains(new) == true)
            #expect(try await portal.get(.offer).status == 200)
        }
    }

    @Test(arguments: [Caller.role(.contributor), .role(.reader), .stranger, .neighbour(.owner)])
    func `only an owner may`(caller: Caller) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try expect(try await portal.delete(.offer, as: caller, [.ifMatch: "*"]), refused: .forbidden)
            #expect(try await portal.get(.offer).status == 200)
        }
    }

    @Test func `what isn't there is 404, and no tag names it`() async throws {
        try await Portal.with { portal in
            try expect(try await portal.delete(.offer), refused: .offerNotFound)
            try expect(try await portal.delete(.offer, as: .role(.owner), [.ifMatch: "*"]), refused: .offerNotFound)
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            #expect(try await portal.delete(.offer, as: .role(.owner), [.ifMatch: tag]).status == 204)
            let again = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: tag])
            try expect(again, refused: .preconditionFailed)
        }
    }

    @Test func `an offer made anew under the name is another offer, without the old one's secrets`() async throws {
        try await Portal.with { portal in
            let old = try await portal.put(.offer, OfferBody.offer(OfferBody.table("c")))
            _ = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: "*"])
            let new = try await portal.put(
                .offer,
                OfferBody.offer(#""microsoft-azure-marketplace.tableLeadConfiguration":{}"#)
            )
            #expect(try new.member("version") == "1")
            #expect(new.secretFields == [])
            #expect(new.headers[.offerGUID] != old.headers[.offerGUID])
        }
    }
}
