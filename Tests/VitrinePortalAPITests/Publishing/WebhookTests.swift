import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Ours: where a publisher's machines are told what happens.
struct WebhookTests {
    private static let hook = "/api/publishers/contoso/webhooks/ci"
    private static let deliveries = "/api/publishers/contoso/deliveries"
    private static let body = #"{"url":"https://hook.example/x?y","secret":"sixteen bytes...","events":["ping"]}"#

    @Test func `it is made, read, changed and removed, and its secret is never shown`() async throws {
        try await Portal.with { portal in
            let made = try await portal.put(Self.hook, Self.body, as: .role(.owner))
            #expect(made.status == 200)
            #expect(try made.json["events"]?.elements.compactMap(\.string) == ["ping"])
            #expect(try await portal.get(Self.hook, as: .role(.owner)).body == made.body)
            #expect(
                try await portal.get("/api/publishers/contoso/webhooks", as: .role(.owner)).text == "[\(made.text)]"
            )
            #expect(!made.text.contains("sixteen") && !made.text.contains("secret"))

            let changed = try await portal.put(Self.hook, #"{"url":"https://new.example/"}"#, as: .role(.owner))
            #expect(try changed.json["url"]?.string == "https://new.example/")
            #expect(try changed.json["events"]?.count == 0)

            #expect(try await portal.delete(Self.hook).status == 204)
            try expect(try await portal.get(Self.hook, as: .role(.owner)), refused: .webhookNotFound)
            try expect(try await portal.delete(Self.hook), refused: .webhookNotFound)
        }
    }

    @Test(arguments: [
        (#"{"secret":"sixteen bytes..."}"#, "/url"), (#"{"url":1,"secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"ftp://hook.example","secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"http://hook.example","secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"https://127.0.0.1/","secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"https://[::ffff:10.0.0.1]/","secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"https://169.254.169.254/","secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"https://user:pw@hook.example/","secret":"sixteen bytes..."}"#, "/url"),
        (#"{"url":"https://hook.example"}"#, "/secret"),
        (#"{"url":"https://hook.example","secret":"too short"}"#, "/secret"),
        (#"{"url":"https://hook.example","secret":7}"#, "/secret"),
        (#"{"url":"https://hook.example","secret":"sixteen bytes...","events":"ping"}"#, "/events"),
        (#"{"url":"https://hook.example","secret":"sixteen bytes...","events":["pong"]}"#, "/events"),
    ])
    func `one that can't be is refused, and the answer says which member is wrong`(body: String, target: String)
        async throws
    {
        try await Portal.with { portal in
            let answer = try await portal.put(Self.hook, body, as: .role(.owner))
            try expect(answer, refused: .badRequest)
            #expect(try answer.target == target)
            #expect(!answer.text.contains("sixteen"))
            #expect(try await portal.get("/api/publishers/contoso/webhooks", as: .role(.owner)).text == "[]")
        }
    }

    @Test(arguments: ["", "[", "7", "[]"])
    func `a body that is no object is refused`(body: String) async throws {
        try await Portal.with { portal in
            try expect(try await portal.put(Self.hook, body, as: .role(.owner)), refused: .badRequest)
        }
    }

    @Test(arguments: ["UPPER", "a_b", "a.b", String(repeating: "a", count: 51)])
    func `a name that can't be is refused`(name: String) async throws {
        try await Portal.with { portal in
            let path = "/api/publishers/contoso/webhooks/\(name)"
            try expect(try await portal.put(path, Self.body, as: .role(.owner)), refused: .badRequest)
        }
    }

    @Test func `there are ten at most`() async throws {
        try await Portal.with { portal in
            for number in 0..<10 {
                #expect(try await portal.put("\(Self.hook)\(number)", Self.body, as: .role(.owner)).status == 200)
            }
            try expect(try await portal.put("\(Self.hook)x", Self.body, as: .role(.owner)), refused: .tooManyWebhooks)
        }
    }

    @Test func `a ping is on its way, is listed, and can be given up`() async throws {
        try await Portal.with { portal in
            try expect(try await portal.post(Self.hook + "/ping", as: .role(.owner)), refused: .webhookNotFound)
            _ = try await portal.put(Self.hook, Self.body, as: .role(.owner))
            #expect(try await portal.post(Self.hook + "/ping", as: .role(.owner)).status == 202)
            let rows = try await portal.get(Self.deliveries + "?state=waiting", as: .role(.owner)).json
            #expect(rows.count == 1)
            #expect(rows[0]?["webhook"]?.string == "ci")
            #expect(rows[0]?["event"]?.string == "ping")
            #expect(rows[0]?["attempts"]?.int64 == 0)
            #expect(try await portal.get(Self.deliveries + "?state=dead", as: .role(.owner)).text == "[]")
            let path = "\(Self.deliveries)/\(rows[0]?["id"]?.string ?? "")"
            #expect(try await portal.post(path + "/replay", as: .role(.owner)).status == 202)
            #expect(try await portal.delete(path).status == 204)
            try expect(try await portal.delete(path), refused: .deliveryNotFound)
            try expect(try await portal.post(path + "/replay", as: .role(.owner)), refused: .deliveryNotFound)
        }
    }

    @Test func `each of an operation's turns is told once, to those who want it`() async throws {
        try await Portal.with { portal in
            let all = Self.body.replacing(#"["ping"]"#, with: "[]")
            _ = try await portal.put(Self.hook, all, as: .role(.owner))
            let some = Self.body.replacing("ping", with: "operation.productionReached")
            _ = try await portal.put("/api/publishers/contoso/webhooks/some", some, as: .role(.owner))
            let offer = SampleOffer.body()
            _ = try await portal.put(.offer, offer)
            try await portal.publishToProduction()
            let rows = try await portal.get(Self.deliveries, as: .role(.owner)).json.elements.map { $0 }
            #expect(
                rows.map { "\($0["webhook"]?.string ?? "") \($0["event"]?.string ?? "")" } == [
                    "ci operation.started", "ci operation.previewReached", "ci operation.started",
                    "ci operation.productionReached", "some operation.productionReached",
                ]
            )
            #expect(rows.allSatisfy { $0["offerId"]?.string == "vm" })
        }
    }

    @Test func `pages of deliveries lead to one another`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(Self.hook, Self.body, as: .role(.owner))
            for _ in 0..<5 { _ = try await portal.post(Self.hook + "/ping", as: .role(.owner)) }
            var target: String? = Portal.versioned(Self.deliveries + "?$top=2&state=waiting")
            var ids: [String] = []
            while let next = target {
                let answer = try await portal.send(.get, next, as: .role(.owner))
                #expect(answer.status == 200)
                ids += try answer.json.elements.compactMap { $0["id"]?.string }
                target = answer.headers[.link]?.firstMatch(of: /<(.*)>; rel="next"/).map { String($0.1) }
            }
            #expect(Set(ids).count == 5 && ids.count == 5)
        }
    }

    @Test(arguments: ["$top=0", "$top=1001", "state=gone", "$skiptoken=x"])
    func `a list that there can't be is refused`(query: String) async throws {
        try await Portal.with { portal in
            try expect(try await portal.get("\(Self.deliveries)?\(query)", as: .role(.owner)), refused: .badRequest)
        }
    }
}
