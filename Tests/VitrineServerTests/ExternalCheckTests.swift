import ExactJSON
import Foundation
import NIOHTTP1
import Testing
import VitrineTestKit

/// A server that asks another service whether a publish may go on, and what that service may do to it.
@Suite("a server with an external check", .timeLimit(.minutes(5)))
struct ExternalCheckTests {
    /// What the service does, what becomes of the publish, and what is said.
    @Test(arguments: [
        ("/status/302", "could not be carried out"), ("/status/200", "could not be carried out"),
        ("/endless", "could not be carried out"), ("/silent", "could not be carried out"),
    ])
    func `a service that hangs, redirects, answers nonsense or a gigabyte blocks the step`(path: String, said: String)
        async throws
    {
        try await HookServer.with { service in
            try await Self.publish(asking: "http://127.0.0.1:\(service.port)\(path)", ["--allowed-hosts", "127.0.0.1"])
            {
                server,
                status in
                #expect(status["status"]?.string == "failed")
                let step = status["steps"]?.elements.first { $0["id"]?.string == "displaycertify" }
                #expect(step?["status"]?.string == "blocked")
                let messages = step?["messages"]?.elements.compactMap { $0["messageHtml"]?.string } ?? []
                #expect(messages.contains { $0.contains(said) })
                #expect(service.requests.map(\.path) == [path])
                #expect(service.requests[0].headers.first(name: "x-vitrine-signature")?.hasPrefix("sha256=") == true)
                #expect(!String(decoding: service.requests[0].body, as: UTF8.self).contains("lead-secret"))
                let memory = try server.peakMemory()
                #expect(memory < 300 << 20)
            }
        }
    }

    @Test
    func `a service in a private network that nobody allowed is not called`() async throws {
        try await HookServer.with { service in
            try await Self.publish(asking: "https://localhost:\(service.port)/status/200") { _, status in
                #expect(status["status"]?.string == "failed")
                #expect(service.requests.isEmpty)
            }
        }
    }

    /// Publishes an offer on a server that asks `url`, and gives `work` what its status is once nothing runs any more.
    private static func publish(
        asking url: String,
        _ flags: [String] = [],
        _ work: (RunningServer, JSONValue) async throws -> Void
    ) async throws {
        let environment = ["VITRINE_PUBLISH_CHECK_SECRET": "a secret"]
        try await withContoso(["--check-url", url] + flags, environment: environment) { server, token in
            let path = "/api/publishers/contoso/offers/vm"
            _ = try await server.put(path, document, token: token)
            let publish = try await server.call("\(path)/publish?api-version=2017-10-31", method: "POST", token: token)
            #expect(publish.status == 202)
            while true {
                let answer = try await server.get("\(path)/status", token: token)
                let status = try JSONDocument(parsing: Array(answer.body.utf8)).root
                guard status["status"]?.string == "running" else { return try await work(server, status) }
                // The next request is the wait.
            }
        }
    }

    private static let document = SampleOffer.body(
        offer: #""microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":"lead-secret"},"#
    )
}
