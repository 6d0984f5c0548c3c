import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 3: a PUT whose content equals what is stored leaves tag and time as they were.
struct EqualContentTests {
    private static let definition = #"{"displayText":"Zürich","offer":{"a":[1.0,1e2,null],"b":{"c/d":"x"}},"plans":[]}"#

    @Test(arguments: [
        definition,
        " { \"displayText\" : \"Zürich\",\n\t\"offer\" : { \"a\" : [ 1.0 , 1e2 , null ] , \"b\":{\"c/d\":\"x\"} } , \"plans\" : [ ] } ",
        #"{"displayText":"Z\u00FCrich","offer":{"\u0061":[1.0,1e2,null],"b":{"c\/d":"\u0078"}},"plans":[]}"#,
    ])
    func `the same content, whatever its white space and escapes, changes nothing`(definition: String) async throws {
        try await Portal.with { portal in
            let first = try await portal.put(.offer, OfferBody.with(definition: Self.definition))
            portal.clock.advance(seconds: 60)
            for headers: HTTPFields in [[:], [.ifMatch: "*"], [.ifMatch: first.eTag ?? ""]] {
                let again = try await portal.put(
                    .offer,
                    OfferBody.with(definition: definition),
                    as: .role(.owner),
                    headers
                )
                #expect(again.status == 200)
                #expect(again.body == first.body)
                #expect(again.eTag == first.eTag)
            }
            #expect(try await portal.get(.offer).body == first.body)
        }
    }

    @Test(arguments: [
        #"{"displayText":"Zürich","offer":{"a":[1,1e2,null],"b":{"c/d":"x"}},"plans":[]}"#,
        #"{"displayText":"Zürich","offer":{"a":[1.0,100,null],"b":{"c/d":"x"}},"plans":[]}"#,
        #"{"displayText":"Zürich","offer":{"a":[1.0,1E2,null],"b":{"c/d":"x"}},"plans":[]}"#,
        #"{"displayText":"Zürich","offer":{"b":{"c/d":"x"},"a":[1.0,1e2,null]},"plans":[]}"#,
        #"{"displayText":"Zürich","offer":{"a":[1.0,1e2],"b":{"c/d":"x"}},"plans":[]}"#,
        #"{"displayText":"Zu\u0308rich","offer":{"a":[1.0,1e2,null],"b":{"c/d":"x"}},"plans":[]}"#,
        #"{"displayText":"Zürich","offer":{"a":[1.0,1e2,null],"b":{"c/d":"x"}},"plans":[],"z":null}"#,
    ])
    func `another digit, order, member or spelling is another content`(definition: String) async throws {
        try await Portal.with { portal in
            let first = try await portal.put(.offer, OfferBody.with(definition: Self.definition))
            let second = try await portal.put(.offer, OfferBody.with(definition: definition))
            #expect(second.eTag != first.eTag)
            #expect(try second.definition == definition)
            #expect(try second.member("changedTime") != first.member("changedTime"))
        }
    }

    @Test func `the same secret again changes nothing, another one does`() async throws {
        try await Portal.with { portal in
            let first = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            for secret in ["one", "*********"] {
                let again = try await portal.put(.offer, OfferBody.offer(OfferBody.table(secret)))
                #expect(again.eTag == first.eTag)
            }
            let other = try await portal.put(.offer, OfferBody.offer(OfferBody.table("two")))
            #expect(other.eTag != first.eTag)
            #expect(try other.definition == first.definition)
            let cleared = try await portal.put(.offer, OfferBody.offer(OfferBody.table("")))
            #expect(cleared.eTag != other.eTag)
            let clearedAgain = try await portal.put(.offer, OfferBody.offer(OfferBody.table("")))
            #expect(clearedAgain.eTag == cleared.eTag)
        }
    }

    @Test func `a change and its undoing are two changes`() async throws {
        try await Portal.with { portal in
            let tags = [
                try await portal.put(.offer, OfferBody.titled("A")).eTag,
                try await portal.put(.offer, OfferBody.titled("B")).eTag,
                try await portal.put(.offer, OfferBody.titled("A")).eTag,
            ]
            #expect(Set(tags).count == 3)
        }
    }

    @Test func `equal content after a publish leaves the draft's tag, too`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.fixture.publish("vm", into: .preview)
            let before = try await portal.get(.offer)
            let again = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(again.body == before.body)
            #expect(again.eTag == before.eTag)
        }
    }
}
