import Foundation
import NIOHTTP1
import Testing
import VitrineCore
import VitrineRehearsal
import VitrineServer

/// A journal's requests, sent again to another rehearsal.
@Suite(.timeLimit(.minutes(15))) struct ReplayTests {
    private static let people = """
        extends: quiet
        seed:
          applications:
            - {id: 22222222-2222-2222-2222-222222222222, secret: reader-secret, memberships: {contoso: reader}}
        """

    @Test func `whoever asked then asks again, with rights of the same kind`() async throws {
        let exchanges = try await Stage.with(yaml: Self.people) { stage in
            let owner = try await stage.token()
            let reader = try await stage.token(of: "22222222-2222-2222-2222-222222222222", "reader-secret")
            let offer = try await stage.portal(.GET, Stage.offer, token: owner)
            for token in [owner, reader, "no-token"] {
                let seen = try await stage.portal(.GET, Stage.offer, token: token)
                let headers = ["if-match": seen.headers.first(name: "etag") ?? "*"]
                _ = try await stage.portal(.PUT, Stage.offer, token: token, headers: headers, body: offer.body)
            }
            _ = try await stage.token(of: "22222222-2222-2222-2222-222222222222", "wrong")
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200, 200, 200, 200, 200, 403, 401, 401, 401])
        let differences = try await replayed(exchanges, yaml: Self.people)
        #expect(differences == [])
    }

    @Test func `a client that signs in by the header Authorization does so again`() async throws {
        let exchanges = try await Stage.with { stage in
            let credentials = try #require(stage.rehearsal.credentials)
            for secret in [credentials.secret, "wrong"] {
                let pair = Data("\(credentials.clientID):\(secret)".utf8).base64EncodedString()
                _ = try await stage.call(
                    .POST,
                    "/any/oauth2/v2.0/token",
                    headers: ["authorization": "Basic \(pair)", "content-type": "application/x-www-form-urlencoded"],
                    body: "grant_type=client_credentials&scope=https%3A%2F%2Fcloudpartner.azure.com%2F.default"
                )
            }
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 401])
        #expect(try await replayed(exchanges) == [])
    }

    @Test func `a client that only the old rehearsal knew is let in`() async throws {
        let client = RehearsalClient(id: GUID("7f6d8f60-0000-4000-8000-00000000abcd"), secret: "own")
        let exchanges = try await Stage.with(clients: [client]) { stage in
            let token = try await stage.token()
            _ = try await stage.portal(.GET, Stage.offer, token: token)
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200])
        #expect(try await replayed(exchanges) == [])
    }

    @Test func `what lies between two requests lies between them again`() async throws {
        let exchanges = try await Stage.with("sign-off-takes-a-day") { stage in
            _ = try await stage.control(.POST, "/clock", #"{"action":"resume","speed":100000}"#)
            let token = try await stage.token()
            let operation = try await stage.publish(token)
            while try await stage.status(operation, token) == "running" {}
            return stage.rehearsal.journal.exchanges()
        }
        // The last look came long after the publish, by a clock as fast as the scenario's; or soon.
        let rest = exchanges.filter { $0.route.kind != .operations }
        let last = try #require(exchanges.last)
        for (seconds, differs) in [(20, false), (0, true)] as [(Int64, Bool)] {
            let journal = Journal(masking: .plain)
            let look = Exchange(
                time: exchanges[1].time.advanced(bySeconds: seconds),
                microseconds: 1,
                caller: last.caller,
                request: last.request,
                answer: last.answer
            )
            for exchange in rest + [look] { journal.append(exchange) }
            let differences = try await replayed(journal.exchanges(), "sign-off-takes-a-day")
            #expect(differences.contains { $0.hasPrefix("/status:") } == differs, "\(differences)")
            #expect(differs || differences == [])
        }
    }

    @Test func `tags in messages, secrets in forms and offers, and signatures make no difference`() async throws {
        let yaml = """
            extends: quiet
            seed:
              applications:
                - {id: 22222222-2222-2222-2222-222222222222, secret: "p&ss w%rd+é", memberships: {contoso: owner}}
            """
        let exchanges = try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token(of: "22222222-2222-2222-2222-222222222222", "p%26ss+w%25rd%2B%C3%A9")
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let tag = ["if-match": offer.headers.first(name: "etag") ?? ""]
            let body = offer.body
                .replacing(
                    #"Configuration":{}"#,
                    with:
                        #"Configuration":{"connectionString":"DefaultEndpointsProtocol=https;AccountName=own;AccountKey=b3du;EndpointSuffix=core.windows.net"}"#
                )
                .replacing("Use it to try things.", with: "See https://contoso.example/?sig=abcdef")
            for _ in 1...2 {
                _ = try await stage.portal(.PUT, Stage.offer, token: token, headers: tag, body: body)
            }
            _ = try await stage.portal(.GET, Stage.offer, token: token)
            let operation = try await stage.publish(token)
            try await stage.settle()
            _ = try await stage.call(.GET, operation, token: token)
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200, 200, 412, 200, 202, 200])
        #expect(exchanges[2].request.secrets.count == 1)
        #expect(try await replayed(exchanges, yaml: yaml) == [])
    }

    @Test func `an offer that was called by its GUID is called by the one that it has now`() async throws {
        let exchanges = try await Stage.with { stage in
            let token = try await stage.token()
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let guid = try #require(offer.headers.first(name: "x-offer-guid"))
            let path = Stage.offer.replacing(/[^\/]+$/, with: guid.uppercased())
            let seen = try await stage.portal(.GET, path, token: token)
            #expect(seen.body == offer.body)
            let tag = ["if-match": offer.headers.first(name: "etag") ?? ""]
            _ = try await stage.portal(.PUT, path, token: token, headers: tag, body: offer.body)
            _ = try await stage.portal(.GET, path + "/status", token: token)
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200, 200, 200, 200])
        #expect(try await replayed(exchanges) == [])
    }

    @Test func `calls that were only held up are sent again, and faults of the same scenario strike again`()
        async throws
    {
        let yaml = """
            extends: quiet
            faults:
              - {match: {method: PUT}, action: {latency: 1ms}}
              - {match: {method: GET, path: "/api/**", nth: {every: 2}}, action: {answer: {status: 503}}}
            """
        let exchanges = try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let body = offer.body.replacing("Contoso VM", with: "Contoso VM 2")
            _ = try await stage.portal(.PUT, Stage.offer, token: token, headers: ["if-match": "*"], body: body)
            for _ in 1...2 { _ = try await stage.portal(.GET, Stage.offer, token: token) }
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200, 200, 503, 200])
        #expect(exchanges.map(\.isMadeUp) == [false, false, false, true, false])
        #expect(try await replayed(exchanges) == [])
        #expect(try await replayed(exchanges, yaml: yaml) == [])
    }

    @Test(arguments: ["@127.0.0.1:9/steal", "", "http://127.0.0.1:9/", "//elsewhere.invalid/x"])
    func `no target leads to another host`(target: String) async throws {
        let request = Exchange.Request(method: "GET", host: "h", target: target, headers: [], body: [])
        let answer = Exchange.Answer(status: 404, headers: [], body: [])
        let exchange = Exchange(time: Timestamp(secondsSince1970: 0), microseconds: 1, request: request, answer: answer)
        let differences = try await replayed([exchange])
        #expect(
            target.hasPrefix("//")
                ? !differences.contains { $0.hasPrefix("status") } : differences == ["Its target isn't a path."]
        )
    }

    @Test func `one that can't be sent doesn't hold up the others`() async throws {
        let odd = Exchange.Request(
            method: "GET",
            host: "h",
            target: "/healthz",
            headers: [HeaderField("X Y", "a")],
            body: []
        )
        let good = Exchange.Request(method: "GET", host: "h", target: "/no-such-path", headers: [], body: [])
        let exchanges = [odd, good].map {
            Exchange(
                time: Timestamp(secondsSince1970: 0),
                microseconds: 1,
                request: $0,
                answer: Exchange.Answer(status: 200, headers: [], body: [])
            )
        }
        let differences = try await replayed(exchanges)
        #expect(differences.first == "It couldn't be sent: 'X Y' is no name of a header.")
        #expect(differences.contains("status: 200 → 404"))
    }

    @Test func `an archive without numbers gets the tags, operations and GUIDs of now`() async throws {
        let exchanges = try await Stage.with { stage in
            let token = try await stage.token()
            let offer = try await stage.portal(.GET, Stage.offer, token: token)
            let guid = try #require(offer.headers.first(name: "x-offer-guid"))
            let tag = ["if-match": offer.headers.first(name: "etag") ?? ""]
            _ = try await stage.portal(.GET, Stage.offer + "/status", token: token)
            _ = try await stage.portal(.PUT, Stage.offer, token: token, headers: tag, body: offer.body)
            let operation = try await stage.publish(token)
            try await stage.settle()
            _ = try await stage.call(.GET, operation, token: token)
            _ = try await stage.portal(.GET, Stage.offer.replacing(/[^\/]+$/, with: guid), token: token)
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200, 200, 200, 202, 200, 200])
        let archive = String(decoding: HARText(exchanges, serverVersion: "1").bytes, as: UTF8.self)
        let foreign = archive.replacing(/,"_id":[0-9]+/, with: "")
        #expect(foreign != archive)
        let read = try JournalFile.exchanges(in: Array(foreign.utf8))
        #expect(read.map(\.id) == Array(1...7))
        #expect(try await replayed(read) == [])
    }

    @Test func `an answer that leads elsewhere is compared, and not followed`() async throws {
        let yaml = """
            extends: quiet
            faults: [{match: {path: /moved}, action: {answer: {status: 302, headers: {Location: /healthz}, body: moved}}}]
            """
        let answer = Exchange.Answer(
            status: 302,
            headers: [HeaderField("Location", "/healthz"), HeaderField("Content-Type", "text/plain; charset=utf-8")],
            body: Array("moved".utf8)
        )
        #expect(try await replayed([Self.exchange("/moved", answer)], yaml: yaml) == [])
    }

    @Test func `secrets of an archive aren't told, wherever they stand`() async throws {
        let answer = Exchange.Answer(
            status: 200,
            headers: [HeaderField("Location", "/a?sig=hunter2")],
            body: Array(#"{"client_secret":"hunter2","url":"https://h/?sig=hunter2"}"#.utf8)
        )
        let results = try await results(of: [Self.exchange("/no-such-path?sig=hunter2", answer)])
        let told = results.map(\.exchange.heading) + results.flatMap { $0.differences.map(\.description) }
        #expect(told.first == "1 GET /no-such-path?sig=*********")
        #expect(told.contains("header Location: /a?sig=********* → (none)"))
        #expect(!told.joined().contains("hunter2"))
    }

    @Test func `an answer that is another one is told`() async throws {
        let exchanges = try await Stage.with { stage in
            _ = try await stage.portal(.GET, Stage.offer, token: try await stage.token())
            return stage.rehearsal.journal.exchanges()
        }
        let yaml = """
            extends: quiet
            faults: [{match: {method: GET}, action: {answer: {status: 503}}}]
            """
        #expect(try await replayed(exchanges, yaml: yaml).contains("status: 200 → 503"))
    }

    private static func exchange(_ target: String, _ answer: Exchange.Answer) -> Exchange {
        Exchange(
            time: Timestamp(secondsSince1970: 0),
            microseconds: 1,
            request: Exchange.Request(
                method: "GET",
                host: "h",
                target: target,
                headers: [HeaderField("Authorization", "Bearer hunter2")],
                body: []
            ),
            answer: answer
        )
    }

    /// What is different when the exchanges are written down, read and sent again.
    private func replayed(
        _ exchanges: [Exchange],
        _ scenario: String = "quiet",
        yaml: String? = nil
    ) async throws -> [String] {
        try await results(of: exchanges, scenario, yaml: yaml)
            .flatMap { $0.differences.map(\.description) + ($0.obstacle.map { [$0] } ?? []) }
    }

    private func results(
        of exchanges: [Exchange],
        _ scenario: String = "quiet",
        yaml: String? = nil
    ) async throws -> [ReplayedRequest] {
        let read = try JournalFile.exchanges(in: JournalText(exchanges, dropped: 0).bytes)
        let clients = JournalReplay(read).clients.map { RehearsalClient(id: $0, secret: nil) }
        return try await Stage.with(scenario, yaml: yaml, clients: clients) { stage in
            let replay = JournalReplay(read, withFaults: !stage.rehearsal.scenario.faults.isEmpty)
            return try await RehearsalReplay(stage.rehearsal, port: stage.port).run(replay)
        }
    }
}
