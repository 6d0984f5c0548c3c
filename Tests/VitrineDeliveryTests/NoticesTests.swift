import ExactJSON
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import Testing
import VitrineCore
import VitrineDelivery
import VitrinePublishing
import VitrineServer
import VitrineTestKit

/// From a publish to the mailbox and the webhook: the whole house, a real mail server, a real web server.
@Suite(.timeLimit(.minutes(15))) struct NoticesTests {
    private static let secret = "a secret of 27 characters.."

    @Test func `a webhook gets each turn of an operation, signed`() async throws {
        try await HookServer.with { hooks in
            try await House.with(["outbound.allowed-hosts": "127.0.0.1"]) { house in
                try await house.addWebhook("http://127.0.0.1:\(hooks.port)/status/200", Self.secret)
                try await house.publish()
                #expect(hooks.requests.isEmpty)
                try await house.bring()
                let events = try hooks.requests.map { try JSONDocument(parsing: $0.body).root["event"]?.string }
                #expect(events.sorted { $0 ?? "" < $1 ?? "" } == ["operation.previewReached", "operation.started"])
                for request in hooks.requests {
                    let post = SignedPost(
                        url: "",
                        body: request.body,
                        contentType: "application/json",
                        secret: Array(Self.secret.utf8),
                        id: request.headers.first(name: "x-vitrine-delivery") ?? "",
                        timestamp: Int64(request.headers.first(name: "x-vitrine-timestamp") ?? "") ?? 0
                    )
                    #expect(request.headers.first(name: "x-vitrine-signature") == post.signature)
                    #expect(!String(decoding: request.body, as: UTF8.self).contains("lead-secret"))
                }
                #expect(try await house.deliveries() == [])
            }
        }
    }

    @Test func `the Python in docs/notices.md takes what we have signed, and nothing else`() async throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/notices.md")
        let text = try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
        let code = try #require(text.firstMatch(of: /```python\n((?s:.*?))```/)?.1)
        let post = SignedPost(
            url: "",
            body: Array(#"{"event":"ping"}"#.utf8),
            contentType: "application/json",
            secret: Array(Self.secret.utf8),
            id: "1",
            timestamp: 1_714_557_600
        )
        let headers = """
            {"x-vitrine-timestamp": "\(post.timestamp)", "x-vitrine-signature": "\(post.signature)"}
            """
        let script = """
            \(code)
            secret = b"\(Self.secret)"
            print(is_ours(\(headers), b'{"event":"ping"}', secret), is_ours(\(headers), b'{"event":"pong"}', secret))
            """
        try await withTemporaryDirectory { directory in
            let child = try Child("/usr/bin/python3", ["-c", script], errors: directory.appending(path: "python.log"))
            #expect(try await child.line() == "True False")
            await child.end()
        }
    }

    @Test func `mail goes to the addresses of the request, each in a mail of its own`() async throws {
        try await withTemporaryDirectory { directory in
            try await MailServer.with(in: directory) { mails in
                try await House.with(Self.mailSettings(mails), migration: .none) { house in
                    try await house.publish(notifying: "a@x.example, b@x.example")
                    try await house.bring()
                    let received = try mails.received()
                    #expect(received.map(\.recipients).sorted { $0[0] < $1[0] } == [["a@x.example"], ["b@x.example"]])
                    #expect(received.allSatisfy { $0.sender == "vitrine@portal.example" && $0.defects.isEmpty })
                    let subject = "contoso/vm, version 1: in preview"
                    #expect(received.allSatisfy { $0.headers["subject"] == subject })
                    #expect(received.allSatisfy { $0.text.contains("It waits for go live.") })
                    #expect(Set(received.compactMap { $0.headers["message-id"] }).count == 2)
                    #expect(received.allSatisfy { !$0.raw.contains("lead-secret") })
                }
            }
        }
    }

    @Test func `mail about a migrated offer goes to its publisher's contact, whatever the request says`() async throws {
        try await withTemporaryDirectory { directory in
            try await MailServer.with(in: directory) { mails in
                try await House.with(Self.mailSettings(mails)) { house in
                    try await house.publish(notifying: "a@x.example")
                    try await house.bring()
                    #expect(try mails.received().map(\.recipients) == [["sales@contoso.example"]])
                }
            }
        }
    }

    @Test func `without a mail server no mail is kept`() async throws {
        try await House.with([:], migration: .none) { house in
            try await house.publish(notifying: "a@x.example")
            #expect(try await house.deliveries() == [])
        }
    }

    @Test func `a mail server that is down gets the mail later`() async throws {
        let port = try ClosedPort()
        let url = "smtp://127.0.0.1:\(port.number)"
        let settings = ["mail.url": url, "mail.sender": "v@x.example", "mail.starttls": "off"]
        try await House.with(settings) { house in
            try await house.publish()
            try await house.bring()
            let waiting = try await house.deliveries()
            #expect(waiting.map(\.attempts) == [1])
            #expect(waiting.first?.state == .waiting)
            #expect(waiting.first?.problem?.isEmpty == false)
        }
        withExtendedLifetime(port) {}
    }

    /// A webhook that answers badly, and what becomes of what was sent there.
    @Test(arguments: [
        ("/status/302", Delivery.State.dead, "redirect"), ("/status/410", .dead, "410"),
        ("/status/503", .waiting, "503"), ("/endless", .waiting, ""),
    ])
    func `a webhook that redirects, refuses or fails is told so to its owner`(
        path: String,
        state: Delivery.State,
        problem: String
    ) async throws {
        try await HookServer.with { hooks in
            try await House.with(["outbound.allowed-hosts": "127.0.0.1"]) { house in
                try await house.addWebhook("http://127.0.0.1:\(hooks.port)\(path)", Self.secret)
                try await house.publish()
                try await house.bring()
                let left = try await house.deliveries()
                if path == "/endless" {
                    // A gigabyte of answer: it has arrived, and what was answered isn't read to its end.
                    #expect(left == [])
                    #expect(try await hooks.written.get() < 64 << 20)
                    return
                }
                #expect(left.map(\.state) == [state, state])
                #expect(left.contains { $0.problem?.contains(problem) == true })
                #expect(hooks.requests.allSatisfy { $0.path == path })
            }
        }
    }

    @Test func `a webhook whose name leads into our own network is not called`() async throws {
        try await HookServer.with { hooks in
            try await House.with([:]) { house in
                // The name resolves to loopback on every machine.
                try await house.addWebhook("https://localhost:\(hooks.port)/status/200", Self.secret)
                try await house.publish()
                try await house.bring()
                let dead = try await house.deliveries()
                #expect(dead.map(\.state) == [.dead, .dead])
                #expect(dead.allSatisfy { $0.problem?.contains("not called") == true })
                #expect(hooks.requests.isEmpty)
            }
        }
    }

    private static func mailSettings(_ mails: MailServer) -> [String: String] {
        [
            "mail.url": "smtp://127.0.0.1:\(mails.port)", "mail.starttls": "off",
            "mail.sender": "vitrine@portal.example",
        ]
    }
}

/// A served portal whose publisher contoso has an offer with a secret.
private struct House {
    private let portal: PortalFixture

    static func with(
        _ settings: [String: String],
        migration: MigrationStatus = .migrated,
        _ work: @escaping @Sendable (House) async throws -> Void
    ) async throws {
        try await PortalFixture.with(settings: settings, migration: migration) { portal in
            try await portal.served.installation.access.setContact("sales@contoso.example", of: PortalFixture.contoso)
            let house = House(portal: portal)
            try await house.call(.put, "offers/vm", body)
            try await work(house)
        }
    }

    func addWebhook(_ url: String, _ secret: String) async throws {
        try await call(.put, "webhooks/hook", #"{"url":"\#(url)","secret":"\#(secret)"}"#)
    }

    /// A publish, and all of its steps.
    func publish(notifying emails: String = "") async throws {
        try await call(.post, "offers/vm/publish", #"{"metadata":{"notification-emails":"\#(emails)"}}"#)
        try await portal.work()
    }

    /// Tries every delivery that is due.
    func bring() async throws { try await portal.served.courier.runDue() }

    func deliveries() async throws -> [Delivery] {
        let store: any OutboxStore = portal.served.installation.store
        return try await store.deliveries(of: PortalFixture.contoso, in: nil, after: nil, limit: 100)
    }

    private func call(_ method: HTTPRequest.Method, _ path: String, _ body: String) async throws {
        let token = try await portal.token(.owner)
        let answer = try await portal.client.execute(
            uri: "/api/publishers/contoso/\(path)?api-version=2017-10-31",
            method: method,
            headers: [.authorization: "Bearer \(token)", .contentType: "application/json"],
            body: ByteBuffer(string: body)
        )
        #expect((200..<300).contains(answer.status.code), "\(path): \(String(buffer: answer.body))")
    }

    private static let body = SampleOffer.body(
        offer: #""microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":"lead-secret"},"#
    )
}
