import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 1, "auth": an outsider can't tell a missing offer from a hidden one.
struct OutsiderTests {
    @Test(arguments: [Caller.stranger, .neighbour(.owner)])
    func `what is hidden and what is missing answer alike to the byte`(caller: Caller) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.fixture.publish("vm", into: .preview)
            let worlds = [("contoso", "vm"), ("contoso", "nothing"), ("nobody", "vm"), ("CONTOSO", "VM")]
            var seen: [String: Set<AnswerShape>] = [:]
            for (publisher, offer) in worlds {
                let places = Portal.places(publisher: publisher, offer: offer)
                for (index, route) in try portal.routes(places).enumerated() where route.namesPublisher {
                    let answer = try await portal.walk(route, as: caller)
                    try expect(answer, refused: .forbidden, "\(route)")
                    seen["\(index)", default: []].insert(AnswerShape(answer))
                }
            }
            #expect(!seen.isEmpty)
            #expect(seen.values.allSatisfy { $0.count == 1 })
        }
    }

    @Test func `a refused caller changes nothing`() async throws {
        try await Portal.with { portal in
            let before = try await portal.put(.offer, OfferBody.titled("A"))
            for caller in [Caller.stranger, .neighbour(.owner), .role(.reader), .nobody] {
                _ = try await portal.put(.offer, OfferBody.titled("B"), as: caller)
                _ = try await portal.put(.offers + "/new", OfferBody.titled("B"), as: caller)
                _ = try await portal.delete(.offer, as: caller, [.ifMatch: "*"])
            }
            let after = try await portal.get(.offer)
            #expect(after.body == before.body)
            #expect(after.eTag == before.eTag)
            #expect(try await portal.get(.offers + "/new").status == 404)
        }
    }
}

/// All that an outsider can see of an answer but its ids.
private struct AnswerShape: Hashable {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    init(_ answer: Answer) {
        status = answer.status
        headers = answer.stableHeaders
        body = answer.body
    }
}
