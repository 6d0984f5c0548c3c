import NIOCore
import NIOHTTP1
import Testing
import VitrineProxy
import VitrineTestKit

/// Encrypted connections that come about, and those that don't.
@Suite(.timeLimit(.minutes(15))) struct HandshakeTests {
    private static let url = "https://\(ProxyFixture.host)"

    @Test func `a client that doesn't trust the authority is told of clearly`() async throws {
        try await ProxyFixture.with { fixture in
            for _ in 0..<2 {
                let outcome = try await fixture.curl(Self.url, trusting: false)
                // 60: the server's certificate can't be verified.
                #expect(outcome.status == 60)
            }
            await fixture.told.signals.wait(for: "event")
            let event = ProxyEvent.failedHandshake(host: ProxyFixture.host, .distrust)
            #expect(fixture.told.all == [event])
            #expect(event.description.contains("doesn't trust the proxy's certificate authority"))
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `a client that speaks something else is told of as such`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(
                    "CONNECT \(ProxyFixture.host):80 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"
                )
                _ = await client.readToEnd()
            }
            await fixture.told.signals.wait(for: "event")
            #expect(fixture.told.all == [.failedHandshake(host: ProxyFixture.host, .notTLS)])
        }
    }

    @Test func `a client that hangs up midway is told of as such`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send("CONNECT \(ProxyFixture.host):443 HTTP/1.1\r\n\r\n")
                _ = try await client.read(until: "\r\n\r\n")
            }
            await fixture.told.signals.wait(for: "event")
            #expect(fixture.told.all == [.failedHandshake(host: ProxyFixture.host, .hungUp)])
        }
    }

    @Test func `a client that doesn't wait for the proxy's yes is served`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust, isHasty: true)) {
                client in
                try await client.send("GET /echo HTTP/1.1\r\nHost: \(ProxyFixture.host)\r\n\r\n")
                #expect(try await client.read(until: "\n\n").contains("GET /echo"))
            }
        }
    }

    @Test(arguments: [nil, "login.microsoftonline.com"])
    func `a client that names another host in its handshake is served`(name: String?) async throws {
        try await ProxyFixture.with { fixture in
            let tunnel = RawClient.Tunnel(target: "a.blob.core.windows.net:443", name: name, trust: fixture.trust)
            guard name != nil else {
                // Without a name there is nothing that a client could verify; that it is answered is what counts.
                let outcome = try await fixture.curl(
                    "-k",
                    "https://127.0.0.1:443/echo",
                    "--connect-to",
                    "127.0.0.1:443:\(ProxyFixture.host):443"
                )
                #expect(outcome.text.contains("MisdirectedRequest"))
                return
            }
            try await RawClient.with(fixture.proxy.port, through: tunnel) { client in
                try await client.send("GET /echo HTTP/1.1\r\nHost: login.microsoftonline.com\r\n\r\n")
                #expect(try await client.read(until: "\n\n").contains("host: login.microsoftonline.com\n"))
            }
        }
    }

    @Test(arguments: Version.allCases)
    func `a request for a host that isn't intercepted is sent back`(version: Version) async throws {
        // Within a connection that believes to be another one, an allowed host is no more than any.
        try await ProxyFixture.with {
            $0.allowed = ["other.example"]
        } _: { fixture in
            let outcome = try await fixture.curl(
                version.rawValue,
                "-w",
                "%{http_code}",
                Self.url,
                "-H",
                "Host: other.example"
            )
            #expect(outcome.text.hasSuffix("421"), "\(outcome.errors)")
            #expect(outcome.text.contains("MisdirectedRequest"))
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test(arguments: Version.allCases)
    func `a port of its own, and a name with other letters, are the same host`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(version.rawValue, "https://CLOUDpartner.azure.com:8443/echo")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                fixture.backend.requests.first?.head.headers.first(name: "host")?.lowercased()
                    == "\(ProxyFixture.host):8443"
            )
        }
    }
}
