import HTTPTypes
import Testing

/// Contract, section 1, "leniency".
struct LeniencyTests {
    @Test(arguments: [
        nil, "*/*", "application/json", "application/json; charset=utf-8", "text/json", "application/hal+json",
    ])
    func `any of these Accept headers is fine`(accept: String?) async throws {
        try await Portal.with { portal in
            var headers: HTTPFields = [:]
            headers[.accept] = accept
            let answer = try await portal.get("/api/publishers", as: .stranger, headers)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
        }
    }

    @Test func `a content type on a GET is fine, on every route`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.beginWalkedOperation()
            for route in try portal.routes() where route.method == .get && !route.isSigned {
                #expect(try await portal.walk(route, [.contentType: "application/json"]).status == 200, "\(route)")
            }
        }
    }

    @Test func `unknown query parameters are ignored, on every route`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.beginWalkedOperation()
            for route in try portal.routes() where route.method == .get && !route.isSigned {
                let separator = route.target.contains("?") ? "&" : "?"
                let target = route.target + separator + "includeAllPricing=true&x&=y&&sig=a%2Fb+c=d"
                #expect(try await portal.walk(route, target: target).status == 200, "\(route)")
            }
        }
    }

    @Test func `a body on a GET is ignored`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.send(.get, Portal.versioned("/api/publishers"), as: .stranger, body: [0xFF])
            #expect(answer.status == 200)
        }
    }
}
