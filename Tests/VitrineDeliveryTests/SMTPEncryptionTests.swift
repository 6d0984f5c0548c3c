import Testing
import VitrineDelivery

@Suite(.timeLimit(.minutes(15))) struct SMTPEncryptionTests {
    @Test func `TLS is required unless said otherwise: a server without it gets nothing`() async throws {
        try await withTemporaryDirectory { directory in
            try await MailServer.with(in: directory) { server in
                let url = "smtp://127.0.0.1:\(server.port)"
                let failure = await failure {
                    try await SMTPTransport(settings: SMTPSettings(url: url)).send(.fixture())
                }
                #expect(failure?.isPermanent == false)
                #expect(try server.received().isEmpty)

                let tried = try SMTPSettings(url: url, startTLS: .tried)
                try await SMTPTransport(settings: tried).send(.fixture())
                #expect(try server.received().map(\.isEncrypted) == [false])
            }
        }
    }

    @Test(arguments: ["smtp", "smtps"]) func `a mail goes over TLS, with log-in and greeting`(scheme: String)
        async throws
    {
        try await withEncryptedServer(scheme) { server, certificate in
            let settings = try SMTPSettings(
                url: "\(scheme)://127.0.0.1:\(server.port)/vitrine.example.test",
                user: "vitrine",
                password: "correct horse",
                trustedCertificates: certificate.certificate
            )
            try await SMTPTransport(settings: settings).send(.fixture())
            let mail = try #require(try server.received().first)
            #expect(mail.isEncrypted)
            #expect(mail.user == (scheme == "smtp" ? "vitrine" : mail.user))
            #expect(mail.greeting == "vitrine.example.test")
        }
    }

    @Test(arguments: ["smtp", "smtps"]) func `a certificate that isn't trusted gets nothing`(scheme: String)
        async throws
    {
        try await withEncryptedServer(scheme) { server, _ in
            let settings = try SMTPSettings(url: "\(scheme)://127.0.0.1:\(server.port)")
            let failure = await failure { try await SMTPTransport(settings: settings).send(.fixture()) }
            #expect(failure?.isPermanent == false)
            #expect(try server.received().isEmpty)
        }
    }

    @Test func `a wrong password is refused by the server, and not shown`() async throws {
        try await withEncryptedServer("smtp") { server, certificate in
            let settings = try SMTPSettings(
                url: "smtp://127.0.0.1:\(server.port)",
                user: "vitrine",
                password: "battery staple",
                trustedCertificates: certificate.certificate
            )
            let failure = await failure { try await SMTPTransport(settings: settings).send(.fixture()) }
            #expect(failure == .permanent("The mail server answered 535 (Login denied)."))
            #expect(try server.received().isEmpty)
        }
    }

    private func withEncryptedServer(
        _ scheme: String,
        _ work: (MailServer, Certificate) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let pair = try await Certificate("IP:127.0.0.1", in: directory)
            try await MailServer.with(scheme == "smtp" ? .startTLS(pair) : .smtps(pair), in: directory) { server in
                try await work(server, pair)
            }
        }
    }
}
