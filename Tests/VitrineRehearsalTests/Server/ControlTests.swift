import AsyncHTTPClient
import ExactJSON
import NIOCore
import NIOHTTP1
import Testing
import VitrineCore
import VitrineRehearsal
import VitrineServer

/// What a rehearsal can be told, and asked.
@Suite(.timeLimit(.minutes(15))) struct ControlTests {
    @Test func `a clock that is held stands still, moves when it is told, and runs on when it is let go`() async throws
    {
        try await Stage.with { stage in
            let held = try await stage.control(.POST, "/clock", #"{"action":"hold"}"#).json()
            #expect(held["state"]?.string == "held")
            #expect(try await stage.control(.GET, "/clock").body == stage.control(.GET, "/clock").body)
            let before = stage.rehearsal.clock.now()
            let moved = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"90s"}"#).json()
            #expect(moved["now"]?.string == before.advanced(bySeconds: 90).description)
            let run = try await stage.control(.POST, "/clock", #"{"action":"resume"}"#).json()
            #expect(run["state"]?.string == "running" && run["speed"]?.int64 == 1)
            #expect(stage.rehearsal.clock.now() > before.advanced(bySeconds: 90))
        }
    }

    @Test func `the overview tells the scenario, the clock and the journal`() async throws {
        try await Stage.with { stage in
            _ = try await stage.token()
            let overview = try await stage.control(.GET, "").json()
            #expect(overview["scenario"]?.string == "quiet")
            #expect(overview["description"]?.string == stage.rehearsal.scenario.description)
            #expect(overview["clock"]?["state"]?.string == "running")
            #expect(overview["journal"]?["exchanges"]?.int64 == 1 && overview["journal"]?["dropped"]?.int64 == 0)
        }
    }

    @Test func `a speed that is given beside a scenario counts before its own, after a reset as well`() async throws {
        try await Stage.with("sign-off-takes-a-day", speed: 7) { stage in
            #expect(stage.rehearsal.clock.speed == 7)
            for body in ["", #"{"scenario":"quiet"}"#] {
                let reset = try await stage.control(.POST, "/reset", body)
                #expect(reset.status == 204)
                #expect(stage.rehearsal.clock.speed == 7)
            }
        }
    }

    @Test func `an advance runs each step at its own time`() async throws {
        let yaml = """
            extends: quiet
            clock: held
            steps:
              - match: {publisher: contoso}
                duration: 1h
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            let start = stage.rehearsal.clock.now()
            let operation = try await stage.publish(token)
            _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"30d"}"#)
            let steps = try await stage.call(.GET, operation, token: token).list("steps")
            let done = steps.filter { $0["status"]?.string == "complete" }
            #expect(done.count > 2)
            for (index, step) in done.dropLast().enumerated() {
                let time = start.advanced(bySeconds: Int64(index + 1) * 3_600)
                #expect(step["messages"].flatMap { Array($0.elements).last }?["timestamp"]?.string == time.description)
            }
        }
    }

    @Test func `a clock that runs fast lets days pass for a client that only waits`() async throws {
        let yaml = """
            extends: quiet
            steps: [{match: {step: displaycertify}, duration: 1d}]
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            let operation = try await stage.publish(token)
            try await stage.settle()
            let slow = try await stage.call(.GET, operation, token: token)
            #expect(try slow.json()["status"]?.string == "running")
            #expect(slow.headers.first(name: "retry-after") == "60")
            let sped = try await stage.control(.POST, "/clock", #"{"action":"resume","speed":100000}"#).json()
            #expect(sped["speed"]?.int64 == 100_000)
            // Clients wait by the clock on the wall, on which it isn't long any more.
            let fast = try await stage.call(.GET, operation, token: token)
            #expect(["1", nil].contains(fast.headers.first(name: "retry-after")))
            while try await stage.status(operation, token) == "running" {}
            #expect(try await stage.status(operation, token) == "succeeded")
            _ = try await stage.control(.POST, "/reset")
            #expect(stage.rehearsal.clock.speed == 1)
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "{", #"{"action":"stop"}"#, #"{"action":"advance"}"#, #"{"action":"advance","by":"-1s"}"#,
        #"{"action":"advance","by":"1s","to":"2100-01-01T00:00:00Z"}"#,
        #"{"action":"advance","to":"2001-01-01T00:00:00Z"}"#,
        #"{"action":"advance","by":"4000d"}"#, #"{"action":"resume","speed":0}"#, #"{"action":"resume","speed":"2"}"#,
        #"{"action":"hold","speed":2}"#, #"{"action":7}"#, #"{"act":"hold"}"#,
    ])
    func `a clock is not moved by what it doesn't understand`(_ body: String) async throws {
        try await Stage.with { stage in
            let before = stage.rehearsal.clock.isHeld
            let answer = try await stage.control(.POST, "/clock", body)
            #expect(answer.status == 400)
            #expect(try answer.json()["error"]?["code"]?.string == "BadRequest")
            #expect(stage.rehearsal.clock.isHeld == before)
        }
    }

    @Test func `a journal has every exchange, without secrets and tokens`() async throws {
        try await Stage.with { stage in
            let token = try await stage.token()
            let secret = try #require(stage.rehearsal.credentials?.secret)
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let body = offer.body.replacing(
                #"Configuration":{}"#,
                with: #"Configuration":{"connectionString":"canary-in-clear"}"#
            )
            let put = try await stage.portal(.PUT, Stage.offer, token: token, headers: ["if-match": "*"], body: body)
            #expect(put.status == 200)
            for format in ["json", "har"] {
                let text = try await stage.control(.GET, "/journal?format=\(format)").body
                #expect(text.contains("/api/publishers/contoso/offers/vm"))
                for hidden in [secret, token, "canary-in-clear"] { #expect(!text.contains(hidden)) }
            }
            let found = try await stage.control(.GET, "/journal?method=PUT").list("exchanges")
            #expect(found.count == 1)
            #expect(try await stage.control(.GET, "/journal?metod=PUT").status == 400)
            #expect(try await stage.control(.DELETE, "/journal").status == 204)
            #expect(stage.rehearsal.journal.count == 0)
        }
    }

    @Test func `a snapshot brings back offers and time; a reset brings back the seed`() async throws {
        try await Stage.with { stage in
            let token = try await stage.token()
            let original = try await stage.portal(.GET, Stage.offer, token: token)
            #expect(try await stage.control(.POST, "/snapshots", #"{"name":"before"}"#).status == 201)
            let operation = try await stage.publish(token)
            _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"9d"}"#)
            #expect(try await stage.status(operation, token) == "succeeded")
            let restored = try await stage.control(.POST, "/snapshots/before/restore")
            #expect(restored.status == 200)
            #expect(try await stage.call(.GET, operation, token: token).status == 404)
            #expect(try await stage.portal(.GET, Stage.offer, token: token).body == original.body)
            let removed = try await stage.portal(.DELETE, Stage.offer, token: token, headers: ["if-match": "*"])
            #expect(removed.status == 204)
            #expect(try await stage.control(.POST, "/reset").status == 204)
            #expect(try await stage.portal(.GET, Stage.offer, token: token).body == original.body)
            #expect(try await stage.control(.DELETE, "/snapshots/before").status == 204)
            #expect(try await stage.control(.POST, "/snapshots/before/restore").status == 404)
        }
    }

    @Test func `a snapshot brings back the moment that it was made at, and is listed until it is forgotten`()
        async throws
    {
        try await Stage.with { stage in
            _ = try await stage.control(.POST, "/clock", #"{"action":"hold"}"#)
            let made = try await stage.control(.POST, "/snapshots", #"{"name":"before"}"#).json()
            _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"9d"}"#)
            let restored = try await stage.control(.POST, "/snapshots/before/restore").json()
            #expect(restored["now"]?.string != nil && restored["now"]?.string == made["time"]?.string)
            let names = { @Sendable in
                try await stage.control(.GET, "/snapshots").list("snapshots").map { $0["name"]?.string }
            }
            #expect(try await names() == ["before"])
            _ = try await stage.control(.DELETE, "/snapshots/before")
            #expect(try await names() == [])
        }
    }

    @Test func `after a restore the same publish meets the same steps`() async throws {
        try await Stage.with("certification-fails-on-image") { stage in
            let token = try await stage.token()
            _ = try await stage.control(.POST, "/snapshots", #"{"name":"before"}"#)
            for expected in [["failed", "succeeded"], ["failed"]] {
                for status in expected {
                    let operation = try await stage.publish(token)
                    try await stage.settle()
                    #expect(try await stage.status(operation, token) == status)
                }
                _ = try await stage.control(.POST, "/snapshots/before/restore")
            }
        }
    }

    @Test(arguments: ["", #"{"scenario":"throttled"}"#])
    func `a reset begins a new journal, and the client's credentials stay good`(body: String) async throws {
        try await Stage.with { stage in
            let credentials = try #require(stage.rehearsal.credentials)
            _ = try await stage.token()
            #expect(try await stage.control(.POST, "/reset", body).status == 204)
            #expect(stage.rehearsal.journal.count == 0)
            #expect(stage.rehearsal.credentials == credentials)
            #expect(try await !stage.token(of: credentials.clientID.description, credentials.secret).isEmpty)
        }
    }

    @Test func `a reset begins the scenario anew, or another one`() async throws {
        try await Stage.with("throttled") { stage in
            let token = try await stage.token()
            let statuses = { @Sendable in
                var statuses: [Int] = []
                for _ in 1...3 { statuses.append(try await stage.portal(.GET, Stage.offer, token: token).status) }
                return statuses
            }
            #expect(try await statuses() == [200, 200, 429])
            _ = try await stage.portal(.GET, Stage.offer, token: token)
            _ = try await stage.control(.POST, "/reset")
            #expect(try await statuses() == [200, 200, 429])
            #expect(try await stage.control(.POST, "/reset", #"{"scenario":"quiet"}"#).status == 204)
            #expect(try await statuses() == [200, 200, 200])
            #expect(try await stage.control(.POST, "/reset", #"{"scenario":"/etc/passwd.yaml"}"#).status == 400)
        }
    }

    @Test func `a person who is asked can say yes and no`() async throws {
        let yaml = """
            extends: quiet
            steps:
              - match: {step: displaycertify}
                verdict: ask
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            for (decision, status) in [("reject", "failed"), ("approve", "succeeded")] {
                let operation = try await stage.publish(token)
                try await stage.settle()
                let waiting = try await stage.control(.GET, "/approvals").list("waiting")
                let id = try #require(waiting.first?["operation"]?.string)
                let body = #"{"decision":"\#(decision)","comment":"Looked at it."}"#
                #expect(try await stage.control(.POST, "/approvals/\(id)", body).status == 204)
                try await stage.settle()
                #expect(try await stage.status(operation, token) == status)
                #expect(try await stage.call(.GET, operation, token: token).body.contains("Looked at it."))
                guard decision == "reject" else { continue }
                let offer = try await stage.portal(.GET, Stage.offer, token: token).body
                _ = try await stage.portal(
                    .PUT,
                    Stage.offer,
                    token: token,
                    headers: ["if-match": "*"],
                    body: offer.replacing("Use it to try things.", with: "Use it.")
                )
            }
        }
    }

    @Test(arguments: [
        (["Origin": "https://elsewhere.invalid"], false), (["Origin": "null"], false),
        (["Sec-Fetch-Site": "cross-site"], false), (["Sec-Fetch-Site": "same-site"], false),
        (["Host": "elsewhere.invalid"], false), (["Host": "127.0.0.1.elsewhere.invalid:80"], false),
        (["Sec-Fetch-Site": "same-origin"], true), (["Sec-Fetch-Site": "none"], true), ([:], true),
        (["Host": "localhost"], true), (["Host": "localhost:1", "Origin": "http://localhost:1"], true),
        (["Host": "[::1]:1"], true),
    ])
    func `programs on this machine are answered, and no page of another origin`(
        headers: [String: String],
        isAnswered: Bool
    ) async throws {
        try await Stage.with { stage in
            let token = try await stage.token()
            let removed = try await stage.portal(.DELETE, Stage.offer, token: token, headers: ["if-match": "*"])
            #expect(removed.status == 204)
            let answer = try await stage.call(.POST, "/_rehearsal/reset", headers: headers)
            #expect(answer.status == (isAnswered ? 204 : 403), "\(answer.body)")
            let journal = try await stage.call(.GET, "/_rehearsal/journal", headers: headers)
            #expect(journal.status == (isAnswered ? 200 : 403))
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            #expect(offer.status == (isAnswered ? 200 : 404))
        }
    }

    @Test func `no path below _rehearsal answers a page of another origin`() async throws {
        try await Stage.with { stage in
            let paths: [(HTTPMethod, String)] = [
                (.GET, ""), (.GET, "/openapi.json"), (.GET, "/docs"), (.GET, "/clock"), (.POST, "/clock"),
                (.GET, "/journal"), (.DELETE, "/journal"), (.GET, "/report"), (.POST, "/reset"), (.GET, "/snapshots"),
                (.POST, "/snapshots"),
                (.POST, "/snapshots/a/restore"), (.DELETE, "/snapshots/a"), (.GET, "/approvals"),
                (.POST, "/approvals/5f0f3d4e-0000-4000-8000-000000000001"),
            ]
            for (method, path) in paths {
                let foreign = ["Origin": "https://elsewhere.invalid"]
                let answer = try await stage.call(method, "/_rehearsal" + path, headers: foreign)
                #expect(answer.status == 403, "\(method) \(path)")
            }
        }
    }

    @Test func `a report says what was expected and what will hurt`() async throws {
        try await Stage.with { stage in
            let token = try await stage.token()
            _ = try await stage.publish(token)
            try await stage.settle()
            let report = try await stage.control(
                .GET,
                "/report?expect=published%20contoso/vm&expect=calls%20DELETE%20offers%20never"
            ).json()
            #expect(report["isAsExpected"]?.isTrue == true, "\(String(decoding: report.text, as: UTF8.self))")
            #expect(report["advice"]?[0]?["code"]?.string == "operation-not-followed")
            #expect(try await stage.control(.GET, "/report?expect=nonsense").status == 400)
        }
    }

    @Test func `a connection is dropped, and an answer is cut off`() async throws {
        let yaml = """
            extends: quiet
            faults:
              - {name: dropped, match: {method: GET, path: "/api/publishers/{publisher}/offers/{offer}", nth: 1}, action: {dropConnection: true}}
              - {name: cut, match: {method: GET, path: "/api/publishers/{publisher}/offers/{offer}", nth: 2}, action: {truncate: 100}}
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            for _ in 1...2 {
                await #expect(throws: (any Error).self) {
                    _ = try await stage.portal(.GET, Stage.offer, token: token)
                }
            }
            #expect(try await stage.portal(.GET, Stage.offer, token: token).status == 200)
            let faults = stage.rehearsal.journal.exchanges().compactMap(\.fault)
            #expect(faults.contains("cut"))
            let dropped = try #require(stage.rehearsal.journal.exchanges().first { $0.fault == "dropped" })
            #expect(dropped.answer == nil && dropped.request.method == "GET")
        }
    }

    @Test func `an answer is cut off after as many bytes as were said, and a call is held back as long`() async throws {
        let yaml = """
            extends: quiet
            faults:
              - {match: {method: GET}, action: {latency: 1s, truncate: 100}}
            """
        try await Stage.with(yaml: yaml) { stage in
            var request = HTTPClientRequest(
                url: "http://127.0.0.1:\(stage.port)\(Stage.offer)?api-version=2017-10-31"
            )
            request.headers.add(name: "authorization", value: "Bearer \(try await stage.token())")
            let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
            var count = 0
            do {
                for try await part in answer.body { count += part.readableBytes }
                Issue.record("the answer came to an end")
            } catch {
                #expect(count == 100)
            }
            let exchange = try #require(stage.rehearsal.journal.exchanges().last)
            #expect(exchange.microseconds >= 1_000_000)
            #expect((exchange.answer?.body.size ?? 0) > 100)
        }
    }

    @Test func `a list that is made while it is sent is written down, and cut off as any other`() async throws {
        let yaml = """
            extends: quiet
            faults: [{name: cut, match: {path: "/api/publishers/contoso/offers", nth: 2}, action: {truncate: 10}}]
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            let list = try await stage.portal(.GET, "/api/publishers/contoso/offers", token: token)
            #expect(stage.rehearsal.journal.exchanges().last?.answer?.body.text == list.body)
            await #expect(throws: (any Error).self) {
                _ = try await stage.portal(.GET, "/api/publishers/contoso/offers", token: token)
            }
            let last = try #require(stage.rehearsal.journal.exchanges().last)
            #expect(last.fault == "cut" && last.answer?.body.size ?? 0 > 10)
        }
    }

    @Test func `a reset goes by the other scenario's pace, and back to the first one, though it is a file`()
        async throws
    {
        try await Stage.with(yaml: "name: slow\nextends: quiet\npace: hosted\n") { stage in
            let token = try await stage.token()
            for (scenario, status) in [("slow", "running"), ("quiet", "succeeded"), ("slow", "running")] {
                #expect(try await stage.control(.POST, "/reset", #"{"scenario":"\#(scenario)"}"#).status == 204)
                #expect(stage.rehearsal.scenario.name == scenario)
                let operation = try await stage.publish(token)
                try await stage.settle()
                #expect(try await stage.status(operation, token) == status, "\(scenario)")
            }
        }
    }

    @Test func `an offer can be changed at the end of the clock`() async throws {
        try await Stage.with { stage in
            let token = try await stage.token()
            let end = #"{"action":"advance","to":"8999-12-31T23:59:59Z"}"#
            #expect(try await stage.control(.POST, "/clock", end).status == 200)
            #expect(try await stage.control(.POST, "/clock", end.replacing("8999", with: "9000")).status == 400)
            for text in ["One", "Two", "Three"] {
                let offer = try await stage.portal(.GET, Stage.offer, token: token)
                let body = offer.body.replacing(#""displayText":"[A-Za-z ]*""#, with: #""displayText":"\#(text)""#)
                let put = try await stage.portal(
                    .PUT,
                    Stage.offer,
                    token: token,
                    headers: ["if-match": "*"],
                    body: body.replacing("Use it", with: "Use it \(text)")
                )
                #expect(put.status == 200)
            }
        }
    }

    @Test func `each of several advances at once moves the clock on by its own span`() async throws {
        try await Stage.with(yaml: "extends: quiet\nclock: held\npace: hosted\n") { stage in
            let start = stage.rehearsal.clock.now()
            _ = try await stage.publish(try await stage.token())
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        try await stage.control(.POST, "/clock", #"{"action":"advance","by":"1d"}"#).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(stage.rehearsal.clock.now() == start.advanced(bySeconds: 8 * 86_400))
        }
    }

    @Test func `what was in hand when a snapshot was made goes on at once after a restore`() async throws {
        try await Stage.with(yaml: try Self.many("clock: held")) { stage in
            let token = try await stage.token()
            for _ in 1...3 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...40 {
                        let path = "/api/publishers/contoso/offers/o-\(number)/publish"
                        group.addTask { _ = try await stage.portal(.POST, path, token: token, body: "{}") }
                    }
                    for name in ["a", "b", "c", "d"] {
                        // Among the publishes, each a little later.
                        for _ in 1...8 { try await group.next() }
                        _ = try await stage.control(.POST, "/snapshots", #"{"name":"\#(name)"}"#)
                    }
                    try await group.waitForAll()
                }
                for name in ["a", "b", "c", "d"] {
                    #expect(try await stage.control(.POST, "/snapshots/\(name)/restore").status == 200)
                    try await stage.settle()
                    for number in 1...40 {
                        let path = "/api/publishers/contoso/offers/o-\(number)/status"
                        let status = try await stage.portal(.GET, path, token: token).json()["status"]?.string
                        #expect(status != "running")
                    }
                }
                _ = try await stage.control(.POST, "/reset")
            }
        }
    }

    @Test func `a reset to a scenario with slots seeds them as they are asked for`() async throws {
        let yaml = try Self.many("steps: [{duration: 1h}]", slots: "      slots: {preview: 1, production: 1}")
        try await Stage.with(yaml: yaml) { stage in
            for name in ["quiet", "own", "quiet", "own"] {
                #expect(try await stage.control(.POST, "/reset", #"{"scenario":"\#(name)"}"#).status == 204)
            }
            let token = try await stage.token()
            for slot in ["preview", "production"] {
                let path = "/api/publishers/contoso/offers/o-40/slot/\(slot)"
                #expect(try await stage.portal(.GET, path, token: token).json()["version"]?.int64 == 1)
            }
        }
    }

    /// The scenario `own`, with forty offers.
    private static func many(_ more: String, slots: String = "") throws -> String {
        try Project.text("Sources/VitrineRehearsal/Resources/quiet.yaml")
            .replacing("name: quiet", with: "name: own\n\(more)")
            .replacing("clock: running\n", with: "")
            .replacing("      id: vm", with: "      id: o-{n}\n      count: 40\n\(slots)")
            .replacing("Identifier: contoso-vm", with: "Identifier: contoso-vm-{n}")
    }

    @Test func `an advance, a reset and a restore happen one after the other`() async throws {
        try await Stage.with(yaml: "extends: quiet\nclock: held\npace: hosted\n") { stage in
            let token = try await stage.token()
            let start = stage.rehearsal.clock.now()
            _ = try await stage.control(.POST, "/snapshots", #"{"name":"start"}"#)
            for _ in 1...8 {
                let operation = try await stage.publish(token)
                async let advanced = stage.control(.POST, "/clock", #"{"action":"advance","by":"30d"}"#)
                async let restored = stage.control(.POST, "/snapshots/start/restore")
                let answers = [try await advanced.status, try await restored.status]
                #expect(answers == [200, 200])
                let now = stage.rehearsal.clock.now()
                let status = try await stage.call(.GET, operation, token: token).status
                #expect(status == 404)
                #expect(now == start || now == start.advanced(bySeconds: 30 * 86_400))
                _ = try await stage.control(.POST, "/snapshots/start/restore")
            }
        }
    }

    @Test(arguments: [
        ("GET", "/report?expects=no-errors", ""), ("GET", "/report?expect=no-errors&x=1", ""),
        ("POST", "/clock", #"{"action":"hold","by":"1d"}"#),
        ("POST", "/clock", #"{"action":"resume","to":"2030-01-01T00:00:00Z"}"#),
        ("POST", "/snapshots/a/restore", #"{"x":1}"#), ("DELETE", "/snapshots/a", #"{"x":1}"#),
        ("DELETE", "/journal", "x"), ("DELETE", "/journal?since=3", ""), ("POST", "/snapshots", #"{"name":"."}"#),
        ("POST", "/snapshots", #"{"name":".."}"#), ("GET", "/journal?since=1&since=2", ""),
        ("POST", "/clock", #"{"action":"advance","to":"2030-01-01T00:00:00+00:00"}"#),
        ("POST", "/clock", #"{"action":"advance","to":"2000-01-01T00:00:00Z"}"#),
    ])
    func `what isn't understood is refused, and nothing is done`(method: String, path: String, body: String)
        async throws
    {
        try await Stage.with { stage in
            _ = try await stage.token()
            _ = try await stage.control(.POST, "/snapshots", #"{"name":"a"}"#)
            let answer = try await stage.control(HTTPMethod(rawValue: method), path, body.isEmpty ? nil : body)
            #expect(answer.status == 400, "\(answer.body)")
            #expect(stage.rehearsal.journal.count == 1 && !stage.rehearsal.clock.isHeld)
            #expect(try await stage.control(.GET, "/snapshots").list("snapshots").count == 1)
        }
    }

    @Test(arguments: [
        #"{"definition":{"offer":{"microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":"canary"}}}}"#,
        #"{"offerTypeId":"none","definition":{"offer":{"microsoft-azure-marketplace.tableLeadConfiguration":{"a":"canary"}}}}"#,
        #"{"offerTypeId":"microsoft-azure-virtualmachines","definition":{"plans":"canary"}}"#,
    ])
    func `secrets stay out of the journal where a body names no type, an unknown one, or has another form`(body: String)
        async throws
    {
        try await Stage.with { stage in
            let token = try await stage.token()
            _ = try await stage.portal(.PUT, Stage.offer, token: token, headers: ["if-match": "*"], body: body)
            let journal = try await stage.control(.GET, "/journal").body
            #expect(journal.contains("PUT") && !journal.contains("canary"))
        }
    }

    @Test(arguments: [
        ("PUT", "/offer/vm", #"{"offer":{"lead":{"connectionString":"canary"}}}"#),
        ("POST", "/offers/vm", #"{"Definition":{"microsoft-azure-saas.connectionWebhook":"canary"}}"#),
        ("PATCH", "/offers/vm", #"{"x":[{"Password":{"a":["canary"]}}]}"#),
        ("POST", "/offers", #"{"offers":[{"definition":{"offer":{"applicationKey":"canary"}}}]}"#),
        ("PUT", "/offers/vm", #"{"definition":{"offer":{}},"password":"canary","connectionString":17}"#),
        ("POST", "/offers/vm/Validate/", #"{"offer":{"httpsEndpointUri":"canary"}}"#),
    ])
    func `secrets of offers stay out of the journal where they have no business`(
        method: String,
        path: String,
        body: String
    ) async throws {
        try await Stage.with { stage in
            let token = try await stage.token()
            _ = try await stage.portal(
                HTTPMethod(rawValue: method),
                "/api/publishers/contoso" + path,
                token: token,
                body: body
            )
            let journal = try await stage.control(.GET, "/journal").body
            #expect(journal.contains(method) && !journal.contains("canary"))
        }
    }

    @Test func `versions of the seed stand in their slots`() async throws {
        let quiet = try Project.text("Sources/VitrineRehearsal/Resources/quiet.yaml")
        let yaml = quiet.replacing("displayText: Contoso VM", with: #"displayText: "VM {version}""#)
            .replacing("      definition:", with: "      slots: {preview: 2, production: 1}\n      definition:")
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            let offer = await stage.rehearsal.offer("contoso", "vm")
            #expect(offer?.preview == 2 && offer?.production == 1)
            for (path, text) in [("", "VM 3"), ("/slot/preview", "VM 2"), ("/slot/production", "VM 1")] {
                let shown = try await stage.portal(.GET, Stage.offer + path, token: token).json()
                #expect(shown["definition"]?["displayText"]?.string == text)
            }
        }
    }

    @Test func `an offer of the seed that can't be published says what is wrong with it`() async throws {
        let yaml = """
            seed:
              publishers: [{id: contoso}]
              offers:
                - {publisher: contoso, id: bad, offerTypeId: microsoft-azure-virtualmachines, definition: {offer: {}}, slots: {preview: 1}}
            """
        let error = await #expect(throws: ScenarioError.self) {
            try await Stage.with(yaml: yaml) { _ in }
        }
        let complaint = error.map { "\($0)" } ?? ""
        #expect(complaint.contains("own.yaml:4:115: /seed/offers/0/slots: The offer can't be published as it is."))
        #expect(complaint.contains("/definition/") && complaint.contains(" more."), "\(complaint)")
    }
}
