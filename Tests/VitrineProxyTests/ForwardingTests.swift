import Foundation
import NIOHTTP1
import Testing
import VitrineProxy
import VitrineTestKit

/// What curl sees through the proxy, by both versions of HTTP.
@Suite(.timeLimit(.minutes(15))) struct ForwardingTests {
    private static let url = "https://\(ProxyFixture.host)"

    @Test(arguments: Version.allCases)
    func `a request arrives as it was sent, with the host it was for`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                version.rawValue,
                "-w",
                "%{http_version} %{ssl_verify_result}",
                Self.url + "/echo/a%20b?c=d",
                "-H",
                "Authorization: Bearer x",
                "-H",
                "X-Forwarded-Proto: http"
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.hasPrefix("GET /echo/a%20b?c=d\n"))
            #expect(outcome.text.hasSuffix(version == .one ? "1.1 0" : "2 0"))
            let headers = try #require(fixture.backend.requests.first).head.headers
            #expect(headers["host"] == [ProxyFixture.host])
            #expect(headers["authorization"] == ["Bearer x"])
            #expect(headers["x-forwarded-proto"] == ["https"])
            #expect(headers["content-length"].isEmpty && headers["transfer-encoding"].isEmpty)
        }
    }

    @Test(arguments: Version.allCases, [true, false])
    func `a large body goes both ways, whether its length is told or not`(version: Version, tells: Bool) async throws {
        let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                version.rawValue,
                Self.url + "/echo",
                "-X",
                "POST",
                tells ? "--data-binary" : "-T",
                tells ? "@-" : "-",
                input: body
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.suffix(body.count) == body[...])
            let headers = try #require(fixture.backend.requests.first).head.headers
            #expect(headers["content-length"] == (tells ? ["5000000"] : []))
            #expect(headers["transfer-encoding"] == (tells ? [] : ["chunked"]))
        }
    }

    @Test(arguments: Version.allCases)
    func `a body behind a GET is framed like any other`(version: Version) async throws {
        let body = "GET /smuggled HTTP/1.1\r\nHost: \(ProxyFixture.host)\r\n\r\n"
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                version.rawValue,
                Self.url + "/echo",
                "-X",
                "GET",
                "-T",
                "-",
                input: Array(body.utf8)
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(fixture.backend.requests.map(\.head.uri) == ["/echo"])
            #expect(fixture.backend.requests.first?.body == Array(body.utf8))
        }
    }

    @Test(arguments: Version.allCases)
    func `answers without a body have none`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let head = try await fixture.curl(version.rawValue, "-I", Self.url + "/bytes/100")
            #expect(head.status == 0, "\(head.errors)")
            #expect(head.text.lowercased().contains("content-length: 100\r\n"))
            #expect(!head.text.lowercased().contains("transfer-encoding"))
            for status in [204, 304] {
                let outcome = try await fixture.curl(version.rawValue, "-i", Self.url + "/status/\(status)")
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(outcome.text.contains(" \(status)"))
                #expect(outcome.text.lowercased().contains("etag: \"a\"\r\n"))
                #expect(outcome.text.lowercased().contains("content-length: 5") == (status == 304))
                #expect(outcome.text.hasSuffix("\r\n\r\n"))
            }
            let chunked = try await fixture.curl(version.rawValue, "-I", Self.url + "/chunked")
            #expect(chunked.status == 0, "\(chunked.errors)")
        }
    }

    @Test(arguments: Version.allCases)
    func `one connection carries one request after the other`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                version.rawValue,
                "-w",
                "%{num_connects}\n",
                "-o",
                "/dev/null",
                Self.url + "/[1-3]",
                "-o",
                "/dev/null",
                Self.url + "/status/204"
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text == "1\n0\n0\n0\n")
            #expect(fixture.backend.requests.map(\.head.uri) == ["/1", "/2", "/3", "/status/204"])
        }
    }

    @Test func `a body is held back until the server wants it`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                "--http1.1",
                "-v",
                "-H",
                "Expect: 100-continue",
                "--expect100-timeout",
                "40",
                Self.url + "/continue",
                "-d",
                "body"
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("< HTTP/1.1 100 Continue"))
            #expect(outcome.text.hasSuffix("\n\nbody"))
        }
    }

    @Test(arguments: Version.allCases)
    func `what comes before the answer is passed on`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(version.rawValue, "-v", Self.url + "/hints")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains(" 103"))
            #expect(outcome.errors.lowercased().contains("< link: </a>"))
            #expect(outcome.text == "ok")
        }
    }

    @Test(arguments: Version.allCases)
    func `trailers are passed on, but for those that would frame`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(version.rawValue, "-i", Self.url + "/chunked")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.contains("firstsecond"))
            #expect(outcome.text.lowercased().contains("x-check: done"))
            #expect(!outcome.text.lowercased().contains("content-type"))
        }
    }

    @Test(arguments: Version.allCases)
    func `an answer that ends with its connection arrives whole`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(version.rawValue, Self.url + "/eof")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text == "until the end")
        }
    }

    @Test(arguments: Version.allCases)
    func `what is between two neighbours stays there`(version: Version) async throws {
        try await ProxyFixture.with { fixture in
            // Over HTTP/2 a client can't even send most of these.
            let mine = version == .one ? ["Connection: X-Mine, Content-Length", "Keep-Alive: 5", "Upgrade: x"] : []
            let fields = mine + ["X-Mine: 1", "Proxy-Authorization: Basic x", "TE: trailers", "X-End: 2"]
            let outcome = try await Command.run(
                fixture.curlArguments(
                    [version.rawValue, "-i", "-d", "body", Self.url + "/hops"] + fields.flatMap { ["-H", $0] }
                )
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            let answer = outcome.text.lowercased()
            #expect(answer.contains("x-end: 1\r\n"))
            for name in ["x-hop", "keep-alive", "proxy-authenticate"] { #expect(!answer.contains(name)) }
            let request = try #require(fixture.backend.requests.first)
            #expect(request.body == Array("body".utf8))
            #expect(request.head.headers["connection"] == ["close"])
            #expect(request.head.headers["x-end"] == ["2"])
            #expect(request.head.headers["content-length"] == ["4"])
            for name in ["keep-alive", "upgrade", "proxy-authorization", "te"] {
                #expect(request.head.headers[name].isEmpty, "\(name)")
            }
            #expect(request.head.headers["x-mine"] == (version == .one ? [] : ["1"]))
        }
    }

    @Test func `many requests go on at once in one connection`() async throws {
        try await ProxyFixture.with { fixture in
            let curl = try Command.Running(
                fixture.curlArguments([
                    "--http2", "-Z", "--parallel-max", "60", "-o", "/dev/null", "-w", "%{http_code} %{num_connects}\n",
                    Self.url + "/wait/[1-60]",
                ]),
                environment: [:],
                input: []
            )
            for number in 1...60 { await fixture.backend.signals.wait(for: "/wait/\(number)") }
            fixture.backend.signals.raise("release")
            let outcome = try await curl.outcome()
            #expect(outcome.status == 0, "\(outcome.errors)")
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.count == 60)
            #expect(lines.filter { $0 == "200 1" }.count == 1)
            #expect(lines.filter { $0 == "200 0" }.count == 59)
        }
    }

    @Test func `an early answer reaches a client that is still sending`() async throws {
        try await ProxyFixture.with { fixture in
            for version in Version.allCases {
                let outcome = try await fixture.curl(
                    version.rawValue,
                    "-H",
                    "Expect:",
                    "-w",
                    "%{http_code}",
                    Self.url + "/early",
                    "--data-binary",
                    "@-",
                    input: Array(repeating: 0x78, count: 3_000_000)
                )
                #expect(outcome.text == "large413", "\(version) \(outcome.errors)")
            }
        }
    }
}
