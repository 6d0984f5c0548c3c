import HTTPTypes
import Testing
import VitrineCore

/// Contract, section 1, "base".
struct PathFormTests {
    @Test func `a trailing slash changes nothing, on every path`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            for route in try portal.routes() where route.method == .get {
                let plain = try await portal.walk(route)
                let slashed = try await portal.walk(route, target: Self.slashed(route.target))
                #expect(slashed.status == plain.status, "\(route)")
                #expect(slashed.body == plain.body, "\(route)")
                #expect(slashed.stableHeaders == plain.stableHeaders, "\(route)")
            }
            #expect(try await portal.put(.offer + "/", OfferBody.titled("B")).status == 200)
            #expect(try await portal.delete(.offer + "/", as: .role(.owner), [.ifMatch: "*"]).status == 204)
            #expect(try await portal.send(.post, "/common/oauth2/token/", as: .nobody).status == 400)
        }
    }

    @Test func `one trailing slash is accepted, not two`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("/api/publishers//")
            #expect(answer.status == 400)
        }
    }

    @Test func `the fixed parts of a path compare without case`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("/API/Publishers/contoso/OFFERS")
            #expect(answer.status == 200)
        }
    }

    @Test func `a target with scheme and host is understood`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("http://vitrine.example/api/publishers")
            #expect(answer.status == 200)
        }
    }

    private static func slashed(_ target: String) -> String {
        guard let question = target.firstIndex(of: "?") else { return target + "/" }
        return target[..<question] + "/" + target[question...]
    }
}
