import ExactJSON
import Foundation
import Testing

/// A server that is killed in the middle of a publish or a go live, at every single one of its writes, and started again.
@Suite("a server that is killed while it publishes", .timeLimit(.minutes(20)))
struct KilledPublishTests {
    @Test
    func `killed at whichever write, a publish and a go live end as if nothing had happened`() async throws {
        try await Place.with { place in
            _ = try await place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
            let token = try await place.token()
            let faults = try await DiskFaults(compilingFor: place)
            let wanted = try await Pipeline(place, faults, token, offer: "whole").run(killedAt: nil)
            #expect(wanted.wasKilled == false)
            var write = 0
            while true {
                write += 1
                try #require(write < 1_000, "there is no end of writes")
                let outcome = try await Pipeline(place, faults, token, offer: "killed-\(write)").run(killedAt: write)
                #expect(outcome.state == wanted.state, "killed at write \(write)")
                guard outcome.wasKilled else { break }
            }
            // The writes of two commits at the very least: otherwise nothing was tried.
            #expect(write > 20)
        }
    }
}

/// A release pipeline that publishes an offer and goes live with it, whatever happens to the server meanwhile.
private final class Pipeline {
    struct Outcome {
        let wasKilled: Bool

        /// What a client can see in the end.
        let state: [String]
    }

    private let place: Place
    private let faults: DiskFaults
    private let token: String
    private let path: String
    private var wasKilled = false

    init(_ place: Place, _ faults: DiskFaults, _ token: String, offer: String) {
        self.place = place
        self.faults = faults
        self.token = token
        path = "/api/publishers/contoso/offers/\(offer)"
    }

    func run(killedAt write: Int?) async throws -> Outcome {
        var server = try await start()
        _ = try await server.put(path, Self.document, token: token)
        if let write { try faults.kill(atWrite: write) }
        while true {
            do {
                if try await isDone(server) { break }
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
        return Outcome(wasKilled: wasKilled, state: state)
    }

    private func start() async throws -> RunningServer {
        try await RunningServer.start(["--log-level", "error"], environment: faults.killing, at: place)
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
        return [
            "production \(try Self.member("version", of: production)) \(try Self.member("definition", of: production))",
            "preview \(try Self.member("version", of: preview)) \(try Self.member("definition", of: preview))",
            "draft \(try Self.member("version", of: draft))",
        ]
            + rows.map { row in
                ["submissionType", "submissionState", "publishingVersion", "offerVersion"]
                    .map { row[$0].map { String(decoding: $0.text, as: UTF8.self) } ?? "" }.joined(separator: " ")
            }
            + steps.map { "\($0["id"]?.string ?? "") \($0["status"]?.string ?? "")" }
    }

    private func elements(of answer: Answer, in member: String? = nil) throws -> [JSONValue] {
        let root = try JSONDocument(parsing: Array(answer.body.utf8)).root
        return (member.map { root[$0] } ?? root)?.elements.map { $0 } ?? []
    }

    private static func member(_ name: String, of answer: Answer) throws -> String {
        let root = try JSONDocument(parsing: Array(answer.body.utf8)).root
        return root[name].map { String(decoding: $0.text, as: UTF8.self) } ?? "missing"
    }

    private static let document = """
        {"offerTypeId":"microsoft-azure-virtualmachines","definition":{"displayText":"A","offer":{},"plans":[{"planId":"a"}]}}
        """
}

/// The offer is in a status that a publish and a go live don't lead to.
private struct UnexpectedStatus: Error {
    let status: String
}
