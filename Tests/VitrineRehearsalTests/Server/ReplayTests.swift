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
            for token in [owner, reader, "no-token"] {
                let offer = try await stage.portal(.GET, Stage.offer, token: token)
                let headers = ["if-match": offer.headers.first(name: "etag") ?? "*"]
                _ = try await stage.portal(.PUT, Stage.offer, token: token, headers: headers, body: offer.body)
            }
            _ = try await stage.token(of: "22222222-2222-2222-2222-222222222222", "wrong")
            return stage.rehearsal.journal.exchanges()
        }
        #expect(exchanges.compactMap(\.status) == [200, 200, 200, 200, 200, 403, 401, 401, 401])
        #expect(try await replayed(exchanges, yaml: Self.people) == [])
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

    /// What is different when the exchanges are written down, read and sent again.
    private func replayed(_ exchanges: [Exchange], yaml: String? = nil) async throws -> [String] {
        let replay = JournalReplay(try JournalFile.exchanges(in: JournalText(exchanges, dropped: 0).bytes))
        let clients = replay.clients.map { RehearsalClient(id: $0, secret: nil) }
        return try await Stage.with(yaml: yaml, clients: clients) { stage in
            let results = try await RehearsalReplay(stage.rehearsal, port: stage.port).run(replay)
            return results.flatMap { $0.differences.map(\.description) + ($0.obstacle.map { [$0] } ?? []) }
        }
    }
}
