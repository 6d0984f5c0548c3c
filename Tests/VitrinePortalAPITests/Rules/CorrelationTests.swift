import HTTPTypes
import InMemoryLogging
import Logging
import Testing
import VitrineCore
import VitrinePortalAPI

/// Contract, section 1, "correlation".
struct CorrelationTests {
    private static let id = "9F0C0a1B-1111-4222-8333-444455556666"
    private static let other = "00000000-0000-0000-0000-000000000001"

    @Test func `every answer of every route has both ids`() async throws {
        try await Portal.with { portal in
            var requestIDs: Set<String> = []
            var count = 0
            for route in try portal.routes() {
                for caller in [Caller.nobody, .stranger, .role(.owner)] {
                    for method in [route.method, .head, .patch] {
                        let answer = try await portal.walk(route, method: method, as: caller)
                        let requestID = try #require(answer.headers[.requestID], "\(route)")
                        #expect(GUID(requestID) != nil, "\(route)")
                        #expect(answer.headers[.correlationRequestID] == requestID, "\(route)")
                        requestIDs.insert(requestID)
                        count += 1
                    }
                }
            }
            #expect(requestIDs.count == count)
        }
    }

    @Test(arguments: ["/nowhere", "/", "", "/api/publishers?%zz", "/healthz", "/readyz", "/common/oauth2/token"])
    func `an id of the client's is echoed as it was sent, on answers of any kind`(target: String) async throws {
        try await Portal.with { portal in
            for name in [HTTPField.Name.correlationRequestID, .clientRequestID] {
                for method in [HTTPRequest.Method.get, .head, .post, .put] {
                    let answer = try await portal.send(method, target, as: .stranger, [name: Self.id])
                    #expect(answer.headers[.correlationRequestID] == Self.id)
                    #expect(answer.headers[.requestID] != Self.id)
                }
            }
        }
    }

    @Test func `an id is echoed on every kind of answer to an offer`() async throws {
        try await Portal.with { portal in
            let headers: HTTPFields = [.correlationRequestID: Self.id]
            let put = try await portal.put(.offer, OfferBody.titled("A"), as: .role(.owner), headers)
            var unchanged = headers
            unchanged[.ifNoneMatch] = "*"
            var deleting = headers
            deleting[.ifMatch] = "*"
            let answers = [
                put,
                try await portal.get(.offer, as: .role(.owner), headers),
                try await portal.get(.offers, as: .role(.owner), headers),
                try await portal.get(.offer, as: .role(.owner), unchanged),
                try await portal.get(.offer, as: .nobody, headers),
                try await portal.get(.offer, as: .stranger, headers),
                try await portal.put(.offer, "{", as: .role(.owner), headers),
                try await portal.delete(.offer, as: .role(.owner), deleting),
            ]
            #expect(answers.map(\.status) == [200, 200, 200, 304, 401, 403, 400, 204])
            #expect(answers.allSatisfy { $0.headers[.correlationRequestID] == Self.id })
        }
    }

    @Test(arguments: [
        "", "1", "9f0c0a1b111142228333444455556666", "{9f0c0a1b-1111-4222-8333-444455556666}",
        "9f0c0a1b-1111-4222-8333-44445555666g", "9f0c0a1b-1111-4222-8333-4444555566667", "\"><script>",
    ])
    func `what is no GUID is not echoed`(id: String) async throws {
        try await Portal.with { portal in
            for name in [HTTPField.Name.correlationRequestID, .clientRequestID] {
                let answer = try await portal.send(.get, "/healthz", as: .nobody, [name: id])
                #expect(answer.headers[.correlationRequestID] == answer.headers[.requestID])
            }
        }
    }

    @Test func `the correlation id comes before the client's request id, if it is a GUID`() async throws {
        try await Portal.with { portal in
            let both: HTTPFields = [.correlationRequestID: Self.id, .clientRequestID: Self.other]
            let first = try await portal.send(.get, "/healthz", as: .nobody, both)
            #expect(first.headers[.correlationRequestID] == Self.id)
            let broken: HTTPFields = [.correlationRequestID: "none", .clientRequestID: Self.other]
            let second = try await portal.send(.get, "/healthz", as: .nobody, broken)
            #expect(second.headers[.correlationRequestID] == Self.other)
        }
    }

    @Test func `both ids are in the log line`() async throws {
        let handler = InMemoryLogHandler()
        try await Portal.with(logger: Logger(label: "test") { _ in handler }) { portal in
            let answer = try await portal.get(.offer, as: .nobody, [.correlationRequestID: Self.id])
            let line = try #require(handler.entries.last { $0.message == "request answered" })
            let facts = line.metadata.mapValues(\.description)
            #expect(facts["correlation.id"] == Self.id)
            #expect(facts["request.id"] == answer.headers[.requestID])
            #expect(facts["http.status"] == "401")
            #expect(facts["http.method"] == "GET")
            #expect(facts["http.path"] == .offer)
        }
    }
}
