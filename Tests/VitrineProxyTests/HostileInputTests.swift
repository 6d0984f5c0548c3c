import Foundation
import NIOCore
import NIOHTTP1
import Testing
import VitrineProxy
import VitrineTestKit

/// Requests that two readers could read in two ways, or that nobody can read.
@Suite(.timeLimit(.minutes(15))) struct HostileInputTests {
    private static let host = "Host: \(ProxyFixture.host)\r\n"
    private static let smuggled = "GET /smuggled HTTP/1.1\r\n\(host)\r\n"

    @Test(arguments: [
        "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 5, 5\r\n\r\nhello\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Content-Length: +5\r\n\r\nhello\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 0x5\r\n\r\nhello\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999999\r\n\r\nhello",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n\(smuggled)",
        "POST / HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(smuggled)",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n\(smuggled)",
        "GET / HTTP/1.1\r\n\(host)X-A: 1\r\n Transfer-Encoding: chunked\r\n\r\n\(smuggled)",
        "GET / HTTP/1.1\r\n\(host)X-A: a\0b\r\n\r\n", "GET / HTTP/1.1\r\n\(host): a\r\n\r\n",
        "GET / HTTP/1.1\r\n\(host)no colon\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\(host)\(host)\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost: \(ProxyFixture.host)@evil\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \(ProxyFixture.host):99999\r\n\r\n",
        "GET a HTTP/1.1\r\n\(host)\r\n", "GET * HTTP/1.1\r\n\(host)\r\n", "GET / HTTP/3.0\r\n\(host)\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}", "hello\r\n\r\n",
    ])
    func `what can be read in two ways, or in none, is refused and the connection closed`(request: String) async throws
    {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                try await client.send(request)
                let answer = await client.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer)")
                #expect(answer.contains(#"{"error":{"code":"BadRequest","message":"#))
                #expect(!answer.dropFirst().contains("HTTP/1.1"), "only one answer")
            }
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `a body that stops making sense is broken off`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                try await client.send(
                    "POST /echo HTTP/1.1\r\n\(Self.host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                )
                await fixture.backend.signals.wait(for: "/echo")
                try await client.send("z\r\n\(Self.smuggled)")
                #expect(await client.readToEnd().hasPrefix("HTTP/1.1 400 "))
            }
            await fixture.backend.signals.wait(for: "/echo gone")
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test(arguments: [
        "X-Large: " + String(repeating: "a", count: 17_000), "/" + String(repeating: "a", count: 17_000),
        (0..<200).map { "X-\($0): " + String(repeating: "a", count: 400) }.joined(separator: "\r\n"),
    ])
    func `a head that is too large is refused`(part: String) async throws {
        try await ProxyFixture.with { fixture in
            let target = part.hasPrefix("/") ? part : "/"
            let field = part.hasPrefix("/") ? "" : part + "\r\n"
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                try await client.send("GET \(target) HTTP/1.1\r\n\(Self.host)\(field)\r\n")
                #expect(try await client.read(until: "}}").hasPrefix("HTTP/1.1 431 "))
            }
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `a field that is too large is refused over HTTP/2 as well, and nothing else with it`() async throws {
        try await ProxyFixture.with { fixture in
            let url = "https://\(ProxyFixture.host)/status/204"
            let common = ["--http2", "-o", "/dev/null", "-w", "%{http_code} %{num_connects}\n"]
            let large = "X-Large: " + String(repeating: "a", count: 17_000)
            let outcome = try await Command.run(
                fixture.curlArguments(common + [url, "--next"])
                    + fixture.curlArguments(common + [url, "-H", large, "--next"]).dropFirst()
                    + fixture.curlArguments(common + [url]).dropFirst()
            )
            #expect(outcome.text == "204 1\n431 0\n204 0\n", "\(outcome.errors)")
        }
    }

    @Test func `a connection that broke is closed`() async throws {
        try await ProxyFixture.with { fixture in
            // More than the library takes before its settings have arrived.
            let outcome = try await fixture.curl(
                "--http2",
                "--max-time",
                "10",
                "https://\(ProxyFixture.host)/a",
                "-H",
                "X-Large: " + String(repeating: "a", count: 17_000)
            )
            // Anything but success, and but the time being up.
            #expect(outcome.status != 0 && outcome.status != 28)
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `a head that never ends is refused before it has`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                let fields = (0..<80).map { "X-\($0): " + String(repeating: "a", count: 1000) + "\r\n" }.joined()
                try await client.send("GET http://\(ProxyFixture.host)/ HTTP/1.1\r\n\(fields)")
                #expect(await client.readToEnd().hasPrefix("HTTP/1.1 431 "))
            }
        }
    }

    @Test func `a length that isn't a number is refused over HTTP/2 as well`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                "--http2",
                "-w",
                "%{http_code}",
                "https://\(ProxyFixture.host)/a",
                "-H",
                "Content-Length: +5",
                "-d",
                "hello"
            )
            #expect(outcome.text.hasSuffix("400"), "\(outcome.errors)")
            #expect(fixture.backend.requests.isEmpty)
        }
    }

    @Test func `a refusal reaches a client that is still sending`() async throws {
        // One that reads nothing before it has sent everything, and loses what has come when the connection is reset.
        let script = """
            import os, socket
            client = socket.create_connection(("127.0.0.1", int(os.environ["PORT"])))
            client.sendall(b"hello\\r\\n\\r\\n" + b"x" * 20000000)
            print(client.recv(12).decode())
            """
        try await ProxyFixture.with { fixture in
            let outcome = try await Command.run(
                ["python3", "-c", script],
                environment: ["PORT": "\(fixture.proxy.port)"]
            )
            #expect(outcome.text == "HTTP/1.1 400\n", "\(outcome.errors)")
        }
    }

    @Test func `an answer that comes before the request is complete is the connection's last`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                try await client.send("POST /early HTTP/1.1\r\n\(Self.host)Content-Length: 10\r\n\r\nhello")
                #expect(try await client.read(until: "large").contains("connection: close\r\n"))
                try await client.send("world\(Self.smuggled)")
                #expect(await client.readToEnd() == "")
            }
            #expect(!fixture.backend.requests.contains { $0.head.uri == "/smuggled" })
        }
    }

    @Test func `after an answer without a body comes the next answer, and nothing between`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                let heads = ["HEAD /chunked", "HEAD /bytes/10", "HEAD /eof", "GET /status/204", "GET /status/304"]
                let requests = heads.map { "\($0) HTTP/1.1\r\n\(Self.host)\r\n" }.joined()
                try await client.send(requests + "GET /bytes/3 HTTP/1.1\r\n\(Self.host)Connection: close\r\n\r\n")
                let text = await client.readToEnd()
                // Six heads, and one body behind the last.
                let answers = text.components(separatedBy: "\r\n\r\n")
                #expect(answers.count == 7)
                #expect(answers.dropLast().allSatisfy { $0.hasPrefix("HTTP/1.1 ") }, "\(text)")
                #expect(answers.last == "xxx")
                #expect(!text.lowercased().contains("transfer-encoding"))
            }
        }
    }

    @Test func `input that comes byte by byte is read like any other`() async throws {
        try await ProxyFixture.with { fixture in
            let request =
                "POST http://\(ProxyFixture.host)/echo HTTP/1.1\r\n\(Self.host)Transfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n0\r\nX-Check: done\r\n\r\n"
            try await RawClient.with(fixture.proxy.port) { client in
                for byte in request.utf8 { try await client.send(ByteBuffer(bytes: [byte])) }
                #expect(try await client.read(until: "hello").hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
            #expect(fixture.backend.requests.first?.trailers?["x-check"] == ["done"])
        }
    }

    @Test func `requests that come in one go are answered in order`() async throws {
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                let one = "GET /bytes/3 HTTP/1.1\r\n\(Self.host)\r\n"
                let refused = "GET / HTTP/1.1\r\nHost: other.example\r\n\r\n"
                let last = "GET /eof HTTP/1.1\r\n\(Self.host)Connection: close\r\n\r\n"
                try await client.send(one + refused + one + last + one)
                let answers = await client.readToEnd()
                let statuses = answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
                #expect(statuses == ["200", "421", "200", "200"])
                #expect(answers.contains("connection: close\r\n"))
                #expect(answers.hasSuffix("d\r\nuntil the end\r\n0\r\n\r\n"))
            }
            #expect(fixture.backend.requests.map(\.head.uri) == ["/bytes/3", "/bytes/3", "/eof"])
        }
    }

    @Test func `a client that has sent all it will still gets its answer`() async throws {
        try await ProxyFixture.with { fixture in
            for tunnel in [nil, RawClient.Tunnel(trust: fixture.trust)] {
                try await RawClient.with(fixture.proxy.port, through: tunnel) { client in
                    let target = tunnel == nil ? "http://\(ProxyFixture.host)" : ""
                    let path = tunnel == nil ? "/wait/plain" : "/wait/tls"
                    try await client.send("GET \(target)\(path) HTTP/1.1\r\n\(Self.host)\r\n")
                    // Within TLS a client can't end before it has begun.
                    if tunnel != nil { await fixture.backend.signals.wait(for: path) }
                    client.finishSending()
                    await fixture.backend.signals.wait(for: path)
                    fixture.backend.signals.raise("release")
                    #expect(await client.readToEnd().contains("GET \(path)\n"))
                }
            }
        }
    }

    @Test func `an old client gets its answer without chunks, and the end of the connection`() async throws {
        try await ProxyFixture.with { fixture in
            for path in ["/chunked", "/eof", "/hints"] {
                try await RawClient.with(fixture.proxy.port, through: .init(trust: fixture.trust)) { client in
                    try await client.send("GET \(path) HTTP/1.0\r\n\r\n")
                    let answer = await client.readToEnd()
                    #expect(answer.contains("connection: close\r\n"))
                    #expect(!answer.lowercased().contains("transfer-encoding"))
                    #expect(!answer.contains(" 103 "))
                    #expect(
                        ["firstsecond", "until the end", "ok"].contains { answer.hasSuffix("\r\n\r\n" + $0) },
                        "\(answer)"
                    )
                }
            }
            #expect(fixture.backend.requests.allSatisfy { $0.head.headers["host"] == [ProxyFixture.host] })
        }
    }
}
