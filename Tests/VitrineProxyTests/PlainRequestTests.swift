import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import VitrineProxy

/// What comes to the proxy's own port without encryption.
@Suite(.timeLimit(.minutes(15))) struct PlainRequestTests {
    @Test func `an http request to an intercepted host is answered, and not said to be https`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                "http://Account.blob.core.windows.net/echo?a=b",
                "-H",
                "X-Forwarded-Proto: https"
            )
            #expect(outcome.text.hasPrefix("GET /echo?a=b\n"))
            let headers = try #require(fixture.backend.requests.first).head.headers
            #expect(headers["x-forwarded-proto"].isEmpty)
            #expect(headers["proxy-connection"].isEmpty)
            #expect(headers["host"] == ["Account.blob.core.windows.net"])
        }
    }

    @Test func `the target's host counts, whatever Host says`() async throws {
        try await ProxyFixture.with { fixture in
            _ = try await fixture.curl("http://\(ProxyFixture.host)/echo", "-H", "Host: evil.example")
            #expect(fixture.backend.requests.first?.head.headers["host"] == [ProxyFixture.host])
        }
    }

    @Test func `a client that would rather have HTTP/2 gets all its answers`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                "--http2",
                "-w",
                "%{http_code}\n",
                "-o",
                "/dev/null",
                "http://\(ProxyFixture.host)/[1-3]"
            )
            #expect(outcome.text == "200\n200\n200\n", "\(outcome.errors)")
        }
    }

    @Test(arguments: ["http://other.example/a", "https://other.example/a"])
    func `another host is refused, by its name`(url: String) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl("-v", url)
            let port = url.hasPrefix("https") ? 443 : 80
            #expect(outcome.errors.contains("< HTTP/1.1 403 Forbidden"))
            if port == 80 {
                #expect(outcome.text.hasPrefix(#"{"error":{"code":"HostNotAllowed","message":"#))
                #expect(outcome.text.contains("--allow other.example"))
            }
            let event = ProxyEvent.refused(Authority(host: "other.example", port: port))
            #expect(fixture.told.all == [event])
            #expect(event.description.contains("--allow other.example"))
        }
    }

    @Test func `a host that is refused is told of once, and counted`() async throws {
        try await ProxyFixture.with { fixture in
            for _ in 0..<3 { _ = try await fixture.curl("https://other.example/") }
            _ = try await fixture.curl("http://other.example:8080/")
            let first = ProxyEvent.refused(Authority(host: "other.example", port: 443))
            let second = ProxyEvent.refused(Authority(host: "other.example", port: 8080))
            #expect(fixture.told.all == [first, second])
            #expect(fixture.proxy.events == [first: 3, second: 1])
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `a request that takes the proxy for a server is told so`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await Command.run([
                "curl", "-q", "-sS", "--noproxy", "*", "-i", "http://127.0.0.1:\(fixture.proxy.port)/api",
            ])
            #expect(outcome.text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(outcome.text.contains("HTTPS_PROXY=http://127.0.0.1:\(fixture.proxy.port)"))
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `an http request to an allowed host goes there`() async throws {
        try await TestBackend.with { outside in
            try await ProxyFixture.with {
                $0.allowed = ["other.example"]
                $0.connect = { bootstrap, authority in
                    #expect(authority == Authority(host: "other.example", port: 80))
                    return bootstrap.connect(host: "127.0.0.1", port: outside.port)
                }
            } _: { fixture in
                let outcome = try await fixture.curl("-i", "http://other.example/echo", "-d", "body")
                #expect(outcome.text.hasSuffix("\n\nbody"))
                #expect(outcome.text.contains("via: 1.1 vitrine\r\n"))
                #expect(outside.requests.first?.head.headers["host"] == ["other.example"])
                #expect(outside.requests.first?.head.headers["via"] == ["1.1 vitrine"])
                #expect(fixture.backend.requests.isEmpty)
                #expect(fixture.told.all.isEmpty)
            }
        }
    }

    @Test(arguments: ["http", "https"])
    func `a host that is both answered here and allowed is answered here`(scheme: String) async throws {
        try await ProxyFixture.with {
            $0.allowed = ["*.azure.com", "cloudpartner.azure.com"]
            $0.connect = { bootstrap, _ in bootstrap.connect(host: "127.0.0.1", port: 1) }
        } _: { fixture in
            let outcome = try await fixture.curl("\(scheme)://\(ProxyFixture.host)/echo")
            #expect(outcome.text.hasPrefix("GET /echo\n"), "\(outcome.errors)")
        }
    }

    @Test func `a full stop at a name's end changes nothing`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl("http://\(ProxyFixture.host)./echo")
            #expect(outcome.text.hasPrefix("GET /echo\n"), "\(outcome.text)")
        }
    }

    @Test func `what the proxy itself answers to HEAD has no body`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(
                    "HEAD http://other.example/ HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"
                )
                let answer = await client.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 403 ") && answer.hasSuffix("\r\n\r\n"), "\(answer)")
            }
        }
    }

    @Test(arguments: ["http", "https"])
    func `an allowed host that can't be reached is said to be just that`(scheme: String) async throws {
        try await ProxyFixture.with {
            $0.allowed = ["other.example"]
            $0.connect = { bootstrap, _ in bootstrap.connect(host: "127.0.0.1", port: 1) }
        } _: { fixture in
            let outcome = try await fixture.curl("-v", "\(scheme)://other.example/echo")
            #expect(outcome.errors.contains("< HTTP/1.1 502 Bad Gateway"))
            if scheme == "http" { #expect(outcome.text.contains("other.example:80 could not be reached.")) }
        }
    }
}
