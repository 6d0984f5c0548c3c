import ExactJSON
import NIOHTTP1
import Testing
import VitrineRehearsal
import VitrineServer

/// Each scenario that comes with the server, met by a client.
@Suite(.timeLimit(.minutes(15))) struct ShippedScenarioTests {
    @Test func `quiet lets a client publish and go live`() async throws {
        try await Stage.with("quiet") { stage in
            let token = try await stage.token()
            let publish = try await stage.publish(token)
            try await stage.settle()
            #expect(try await stage.status(publish, token) == "succeeded")
            let goLive = try await stage.portal(.POST, Stage.offer + "/golive", token: token, body: "{}")
            #expect(goLive.status == 202)
            try await stage.settle()
            #expect(await stage.rehearsal.offer("contoso", "vm")?.production == 1)
        }
    }

    @Test func `certification fails on the image once, and the next publish passes`() async throws {
        try await Stage.with("certification-fails-on-image") { stage in
            let token = try await stage.token()
            let first = try await stage.publish(token)
            try await stage.settle()
            let failed = try await stage.call(.GET, first, token: token)
            #expect(try failed.json()["status"]?.string == "failed")
            #expect(failed.body.contains("The image could not be certified"))
            let changed = try await stage.portal(.GET, Stage.offer, token: token).body
                .replacing("A virtual machine to try things with\"", with: "With another image\"")
            let put = try await stage.portal(.PUT, Stage.offer, token: token, headers: ["if-match": "*"], body: changed)
            #expect(put.status == 200)
            let second = try await stage.publish(token)
            try await stage.settle()
            #expect(try await stage.status(second, token) == "succeeded")
        }
    }

    @Test func `sign-off takes a day, which passes in one call, or in ten seconds`() async throws {
        try await Stage.with("sign-off-takes-a-day") { stage in
            let token = try await stage.token()
            #expect(stage.rehearsal.clock.speed == 8_640)
            _ = try await stage.control(.POST, "/clock", #"{"action":"hold"}"#)
            let operation = try await stage.publish(token)
            _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"23h"}"#)
            #expect(try await stage.status(operation, token) == "running")
            _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"2h"}"#)
            #expect(try await stage.status(operation, token) == "succeeded")
        }
    }

    @Test func `a service conflict is a 500 once, and nothing was stored by it`() async throws {
        try await Stage.with("service-conflict") { stage in
            let token = try await stage.token()
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let tag = try #require(offer.headers.first(name: "etag"))
            let changed = offer.body.replacing("Contoso VM", with: "Contoso VM 2")
            let put = { @Sendable in
                try await stage.portal(.PUT, Stage.offer, token: token, headers: ["if-match": tag], body: changed)
            }
            let first = try await put()
            #expect(first.status == 500)
            #expect(try first.json()["Variant"]?["serviceName"]?.string == "Variant")
            #expect(try await put().status == 200)
            let publish = try await stage.publish(token)
            #expect(publish.contains("500"))
            let again = try await stage.publish(token)
            try await stage.settle()
            #expect(try await stage.status(again, token) == "succeeded")
        }
    }

    @Test func `every third call is throttled and says when to come again`() async throws {
        try await Stage.with("throttled") { stage in
            let token = try await stage.token()
            var statuses: [Int] = []
            for _ in 1...6 {
                let answer = try await stage.portal(.GET, Stage.offer, token: token)
                statuses.append(answer.status)
                if answer.status == 429 { #expect(answer.headers.first(name: "retry-after") == "2") }
            }
            #expect(statuses == [200, 200, 429, 200, 200, 429])
            let polite = try await stage.control(.GET, "/report?expect=polled-politely")
            #expect(try polite.json()["isAsExpected"]?.isTrue == false)
        }
    }

    @Test func `the first token is short-lived, and the third look at a publish finds its token expired`() async throws
    {
        try await Stage.with("token-expires-mid-publish") { stage in
            let token = try await stage.token()
            let operation = try await stage.publish(token)
            var statuses: [Int] = []
            for _ in 1...4 { statuses.append(try await stage.call(.GET, operation, token: token).status) }
            #expect(statuses == [200, 200, 401, 200])
            let issued = stage.rehearsal.journal.exchanges()[0].answer?.body.text ?? ""
            #expect(issued.contains(#""expires_in":"5""#))
        }
    }

    @Test func `somebody else edits between a GET and a PUT, which is refused`() async throws {
        try await Stage.with("edited-meanwhile") { stage in
            let token = try await stage.token()
            // Nobody has read the offer by these.
            #expect(try await stage.call(.GET, Stage.offer, token: token).status == 400)
            #expect(try await stage.portal(.GET, Stage.offer, token: "none").status == 401)
            #expect(try await stage.portal(.GET, "/api/publishers/contoso/offers/other", token: token).status == 404)
            #expect(!stage.rehearsal.journal.exchanges().contains { $0.fault != nil })
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let tag = try #require(offer.headers.first(name: "etag"))
            let put = try await stage.portal(
                .PUT,
                Stage.offer,
                token: token,
                headers: ["if-match": tag],
                body: offer.body
            )
            #expect(put.status == 412)
            let now = try await stage.portal(.GET, Stage.offer, token: token)
            #expect(now.body.contains("A summary that somebody else has just written"))
            #expect(now.headers.first(name: "x-secret-fields-set") == offer.headers.first(name: "x-secret-fields-set"))
            let changes = try await stage.portal(.GET, Stage.offer + "/changes", token: token)
            #expect(changes.body.contains("jo of contoso"))
        }
    }

    @Test func `every scenario that ships is met by a test here`() throws {
        #expect(
            try ScenarioLibrary.builtIn().map(\.name) == [
                "certification-fails-on-image", "edited-meanwhile", "quiet", "service-conflict",
                "sign-off-takes-a-day", "throttled", "token-expires-mid-publish",
            ]
        )
    }
}
