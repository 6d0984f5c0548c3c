import ExactJSON
import Foundation
import Testing
import VitrineTestKit

/// A server that is killed in the middle of a publish or a go live, at every single one of its writes, and started again.
@Suite("a server that is killed while it publishes", .timeLimit(.minutes(20)))
struct KilledPublishTests {
    @Test
    func `killed at whichever write, a publish and a go live end as if nothing had happened, and are told of`()
        async throws
    {
        try await Place.with { place in
            _ = try await place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
            let token = try await place.token()
            let faults = try await DiskFaults(compilingFor: place)
            try await HookServer.with { hooks in
                let wanted = try await Pipeline(place, faults, token, hooks, offer: "whole").run(killedAt: nil)
                try #require(wanted.wasKilled == false)
                #expect(wanted.told.count == 4)
                var write = 0
                while true {
                    write += 1
                    try #require(write < 1_000, "there is no end of writes")
                    let pipeline = Pipeline(place, faults, token, hooks, offer: "killed-\(write)")
                    let outcome = try await pipeline.run(killedAt: write)
                    #expect(outcome.state == wanted.state, "killed at write \(write)")
                    #expect(outcome.told == wanted.told, "killed at write \(write)")
                    guard outcome.wasKilled else { break }
                }
                // The writes of two commits at the very least: otherwise nothing was tried.
                #expect(write > 20)
            }
        }
    }
}

/// A release pipeline that publishes an offer and goes live with it, whatever happens to the server meanwhile.
private final class Pipeline {
    struct Outcome {
        let wasKilled: Bool

        /// What a client can see in the end.
        let state: [String]

        /// What the publisher's webhook was told of it, each once, as publishing versions and events.
        let told: Set<String>
    }

    private let place: Place
    private let faults: DiskFaults
    private let token: String
    private let hooks: HookServer
    private let offer: String
    private let path: String
    private var wasKilled = false

    init(_ place: Place, _ faults: DiskFaults, _ token: String, _ hooks: HookServer, offer: String) {
        self.place = place
        self.faults = faults
        self.token = token
        self.hooks = hooks
        self.offer = offer
        path = "/api/publishers/contoso/offers/\(offer)"
    }

    func run(killedAt write: Int?) async throws -> Outcome {
        var server = try await start()
        _ = try await server.put(path, SampleOffer.body(slug: offer), token: token)
        _ = try await server.put("/api/publishers/contoso/webhooks/hook", webhook, token: token)
        if let write { try faults.kill(atWrite: write) }
        while true {
            do {
                if try await isDone(server), try await isTold(server) { break }
            } catch let status as UnexpectedStatus {
                throw status
            } catch {
                // Nothing but its end keeps this server from answering.
                guard await server.child.exit() == .signal(SIGKILL), !wasKilled else { throw error }
                wasKilled = true
                try faults.killNoMore()
                server = try await start()
            }
        }
        if write != nil, !wasKilled { try faults.killNoMore() }
        let state = try await state(server)
        await server.end()
        return Outcome(wasKilled: wasKilled, state: state, told: try told())
    }

    private func start() async throws -> RunningServer {
        let flags = ["--log-level", "error", "--allowed-hosts", "127.0.0.1"]
        return try await RunningServer.start(flags, environment: faults.killing, at: place)
    }

    private var webhook: String {
        #"{"url":"http://127.0.0.1:\#(hooks.port)/status/200","secret":"sixteen bytes..."}"#
    }

    /// Whether nothing is on its way any more.
    private func isTold(_ server: RunningServer) async throws -> Bool {
        try await elements(of: server.get("/api/publishers/contoso/deliveries", token: token)).isEmpty
    }

    /// What was told of this offer. A notice may come twice, but then under one id.
    private func told() throws -> Set<String> {
        var ids: [String: String] = [:]
        for request in hooks.requests {
            let notice = try JSONDocument(parsing: request.body).root
            guard notice["offerId"]?.string == offer else { continue }
            let told = "\(notice["publishingVersion"]?.int64 ?? 0) \(notice["event"]?.string ?? "")"
            let id = notice["id"]?.string ?? ""
            guard ids[told] == nil || ids[told] == id else { throw UnexpectedStatus(status: "\(told) was told twice") }
            ids[told] = id
        }
        return Set(ids.keys)
    }

    /// Does the next thing that the offer's status asks for.
    private func isDone(_ server: RunningServer) async throws -> Bool {
        switch try await server.get("\(path)/status", token: token).text("status") {
        case "neverPublished": try await post("publish", server)
        case "waitingForPublisherReview": try await post("golive", server)
        case "succeeded": return true
        case "running": await Task.yield()
        case let status: throw UnexpectedStatus(status: status ?? "none")
        }
        return false
    }

    private func post(_ verb: String, _ server: RunningServer) async throws {
        let answer = try await server.call("\(path)/\(verb)?api-version=2017-10-31", method: "POST", token: token)
        guard answer.status == 202 else { throw UnexpectedStatus(status: "\(verb): \(answer.status) \(answer.body)") }
    }

    private func state(_ server: RunningServer) async throws -> [String] {
        let production = try await server.get("\(path)/slot/production", token: token)
        let preview = try await server.get("\(path)/slot/preview", token: token)
        let draft = try await server.get(path, token: token)
        let rows = try await elements(of: server.get("\(path)/submissions", token: token))
        let steps = try await elements(of: server.get("\(path)/status", token: token), in: "steps")
        let words =
            [
                "production \(try Self.member("version", of: production)) \(try Self.member("definition", of: production))",
                "preview \(try Self.member("version", of: preview)) \(try Self.member("definition", of: preview))",
                "draft \(try Self.member("version", of: draft))",
            ]
            + rows.map { row in
                ["submissionType", "submissionState", "publishingVersion", "offerVersion"]
                    .map { row[$0].map { String(decoding: $0.text, as: UTF8.self) } ?? "" }.joined(separator: " ")
            }
            + steps.map { "\($0["id"]?.string ?? "") \($0["status"]?.string ?? "")" }
        // Offers differ in their name alone.
        return words.map { $0.replacing("\"\(offer)\"", with: "\"OFFER\"") }
    }

    private func elements(of answer: Answer, in member: String? = nil) throws -> [JSONValue] {
        let root = try JSONDocument(parsing: Array(answer.body.utf8)).root
        return (member.map { root[$0] } ?? root)?.elements.map { $0 } ?? []
    }

    private static func member(_ name: String, of answer: Answer) throws -> String {
        let root = try JSONDocument(parsing: Array(answer.body.utf8)).root
        return root[name].map { String(decoding: $0.text, as: UTF8.self) } ?? "missing"
    }
}

/// The offer is in a status that a publish and a go live don't lead to.
private struct UnexpectedStatus: Error {
    let status: String
}
