import NIOCore
import NIOPosix
import Testing
import VitrineDelivery

/// Against aiosmtpd, which parses what it gets with Python's own mail library.
@Suite(.timeLimit(.minutes(15))) struct SMTPTransportTests {
    @Test func `a mail arrives with its recipients, subject and text`() async throws {
        try await withServer { server, transport in
            let subject =
                "Grüße: „Das Angebot“ ist veröffentlicht 🎉 und die lange Betreffzeile bricht über mehrere Zeilen um"
            let text = "Schöne Grüße,\n.\n..\nFrom here\r\n" + String(repeating: "längere Zeile ", count: 100)
            let recipients = ["ada@example.org", "grace@example.net"]
            try await transport.send(.fixture(to: recipients, subject: subject, text: text))

            let mail = try #require(try server.received().first)
            #expect(try server.received().count == 1)
            #expect(mail.sender == "market@example.org")
            #expect(mail.recipients == recipients)
            #expect(mail.headers["to"] == "ada@example.org, grace@example.net")
            #expect(mail.headers["from"] == "market@example.org")
            #expect(mail.headers["subject"] == subject)
            #expect(mail.headers["message-id"] == "<delivery-1@example.org>")
            #expect(mail.headers["date"] == "Sun, 01 Jun 2025 00:00:01 +0000")
            #expect(mail.headers["content-type"] == "text/plain; charset=\"utf-8\"")
            #expect(mail.headers["content-transfer-encoding"] == "base64")
            #expect(mail.defects == [])
            #expect(mail.user == nil)
            let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            #expect(mail.text == lines.joined(separator: "\r\n"))
        }
    }

    @Test(arguments: [
        "", " padded ", "plain", "=?utf-8?B?eA==?=", "\t", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", String(repeating: "x", count: 500),
        String(repeating: "ß", count: 500),
    ])
    func `any subject arrives as it was, in short lines of ASCII`(subject: String) async throws {
        try await withServer { server, transport in
            try await transport.send(.fixture(subject: subject))
            let mail = try #require(try server.received().first)
            #expect(mail.headers["subject"] == subject)
            #expect(mail.raw.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        }
    }

    @Test(arguments: [
        ("unknown@example.org", true, "550 5.1.1 No such mailbox"), ("busy@example.org", false, "451 4.2.1"),
    ])
    func `a recipient that is refused stops the mail`(recipient: String, isPermanent: Bool, said: String) async throws {
        try await withServer { server, transport in
            let failure = await failure { try await transport.send(.fixture(to: ["ada@example.org", recipient])) }
            #expect(failure?.isPermanent == isPermanent)
            #expect(failure?.sentence.contains(said) == true)
            let received = try server.received()
            #expect(received.isEmpty)
        }
    }

    @Test func `nobody listening is a temporary failure`() async throws {
        let port = try ClosedPort()
        let transport = SMTPTransport(
            settings: try SMTPSettings(url: "smtp://127.0.0.1:\(port.number)", startTLS: .off)
        )
        let failure = await failure { try await transport.send(.fixture()) }
        #expect(failure?.isPermanent == false)
    }

    @Test func `a server that never greets is given up in time`() async throws {
        let silent = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let url = "smtp://127.0.0.1:\(silent.localAddress?.port ?? 0)"
        let settings = try SMTPSettings(url: url, startTLS: .off, timeout: .milliseconds(300))
        let failure = await failure { try await SMTPTransport(settings: settings).send(.fixture()) }
        #expect(failure?.isPermanent == false)
        #expect(failure?.sentence.contains("Timeout") == true)
        try await silent.close()
    }

    /// Nobody listens, so that an attempt to connect would show as a temporary failure.
    @Test(arguments: ["\r\n", "\r", "\n", "\u{0}", "\r\nBcc: eve@example.org\r\n", ">\r\nRCPT TO:<eve@example.org"])
    func `nothing breaks out of a header, and nothing is sent`(poison: String) async throws {
        let port = try ClosedPort()
        let transport = SMTPTransport(
            settings: try SMTPSettings(url: "smtp://127.0.0.1:\(port.number)", startTLS: .off)
        )
        let mails: [Mail] = [
            .fixture(from: "market\(poison)@example.org"), .fixture(from: "market@example.org\(poison)"),
            .fixture(to: ["ada@example.org", "ada\(poison)@example.org"]), .fixture(to: ["\(poison)ada@example.org"]),
            .fixture(subject: "An offer\(poison)"), .fixture(subject: "\(poison)ä"),
            .fixture(messageID: "delivery\(poison)@example.org"),
        ]
        for mail in mails {
            #expect(await failure { try await transport.send(mail) }?.isPermanent == true, "\(mail)")
        }
    }

    @Test(arguments: [
        "", "ada", "@example.org", "ada@", "a@b@c", "a b@c", "<a@b>", "a@b,c@d", "a@b;", "\"a\"@b", "ä@b.org",
        "A <a@b>",
        String(repeating: "a", count: 250) + "@b.org",
    ])
    func `an address that isn't a plain one is refused`(address: String) async throws {
        let port = try ClosedPort()
        let transport = SMTPTransport(
            settings: try SMTPSettings(url: "smtp://127.0.0.1:\(port.number)", startTLS: .off)
        )
        for mail in [Mail.fixture(to: [address]), .fixture(from: address), .fixture(to: [])] {
            #expect(await failure { try await transport.send(mail) }?.isPermanent == true)
        }
    }

    private func withServer(_ work: (MailServer, SMTPTransport) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            try await MailServer.with(in: directory) { server in
                let settings = try SMTPSettings(url: "smtp://127.0.0.1:\(server.port)", startTLS: .off)
                try await work(server, SMTPTransport(settings: settings))
            }
        }
    }
}
