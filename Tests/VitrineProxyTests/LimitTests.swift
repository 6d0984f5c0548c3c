import NIOCore
import NIOHTTP1
import Synchronization
import Testing
import VitrineProxy
import VitrineTestKit

/// How much the proxy takes on, and what waits.
@Suite(.timeLimit(.minutes(15)), .serialized) struct LimitTests {
    private static let host = "Host: \(ProxyFixture.host)\r\n"

    /// So much work that what can go wrong meanwhile has.
    private static func letTimePass(_ fixture: ProxyFixture) async throws {
        try await RawClient.with(fixture.backend.port) { client in
            for _ in 0..<500 {
                try await client.send("GET /bytes/3 HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await client.read(until: "xxx")
            }
        }
    }

    @Test func `a server isn't read faster than the client reads`() async throws {
        let count = 128 << 20
        try await ProxyFixture.with { fixture in
            for tunnel in [nil, RawClient.Tunnel(trust: fixture.trust)] {
                fixture.backend.written.store(0, ordering: .relaxed)
                try await RawClient.with(fixture.proxy.port, through: tunnel) { client in
                    let target = tunnel == nil ? "http://\(ProxyFixture.host)" : ""
                    try await client.send("GET \(target)/bytes/\(count) HTTP/1.1\r\n\(Self.host)\r\n")
                    await fixture.backend.signals.wait(for: "/bytes/\(count)")
                    try await Self.letTimePass(fixture)
                    #expect(fixture.backend.written.load(ordering: .relaxed) < 64 << 20)
                    #expect(try await client.readCount(count) >= count)
                }
            }
        }
    }

    @Test func `a server isn't read faster than one stream is`() async throws {
        try await ProxyFixture.with { fixture in
            let curl = try Command.Running(
                fixture.curlArguments([
                    "--http2", "--limit-rate", "1k", "-o", "/dev/null",
                    "https://\(ProxyFixture.host)/bytes/\(128 << 20)",
                ]),
                environment: [:],
                input: []
            )
            await fixture.backend.signals.wait(for: "/bytes/\(128 << 20)")
            try await Self.letTimePass(fixture)
            #expect(fixture.backend.written.load(ordering: .relaxed) < 64 << 20)
            curl.end()
            _ = try await curl.outcome()
            await fixture.backend.signals.wait(for: "/bytes/\(128 << 20) gone")
        }
    }

    @Test func `a client isn't read faster than the server reads`() async throws {
        let count = 128 << 20
        try await ProxyFixture.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(
                    "POST http://\(ProxyFixture.host)/unread HTTP/1.1\r\n\(Self.host)Content-Length: \(count)\r\n\r\n"
                )
                let (outbound, sent) = (client.outbound, Counter())
                async let sending: Void = {
                    let piece = ByteBuffer(repeating: 0x78, count: 1 << 16)
                    for _ in 0..<(count >> 16) {
                        try await outbound.write(piece)
                        sent.value.add(1 << 16, ordering: .relaxed)
                    }
                }()
                await fixture.backend.signals.wait(for: "/unread")
                try await Self.letTimePass(fixture)
                #expect(sent.value.load(ordering: .relaxed) < 64 << 20)
                fixture.backend.signals.raise("release")
                try await sending
                #expect(try await client.readCount(count) > 0)
            }
            #expect(fixture.backend.requests.last { $0.head.uri == "/unread" }?.body.count == count)
        }
    }

    @Test func `a connection too many waits until there is room`() async throws {
        try await ProxyFixture.with {
            $0.limits.connections = 2
        } _: { fixture in
            let port = fixture.proxy.port
            let request = "GET http://\(ProxyFixture.host)/bytes/3 HTTP/1.1\r\n\(Self.host)\r\n"
            try await RawClient.with(port) { first in
                try await first.send(request)
                _ = try await first.read(until: "xxx")
                try await RawClient.with(port) { second in
                    try await second.send(request)
                    _ = try await second.read(until: "xxx")
                    try await RawClient.with(port) { third in
                        try await third.send(request.replacing("/bytes/3", with: "/third"))
                        try await Self.letTimePass(fixture)
                        try await second.send(request)
                        _ = try await second.read(until: "xxx")
                        #expect(fixture.backend.signals.count("/third") == 0)
                        try await first.channel.close()
                        #expect(try await third.read(until: "\n\n").contains("GET /third"))
                    }
                }
            }
        }
    }

    @Test(arguments: Version.allCases)
    func `a request too many waits for its turn`(version: Version) async throws {
        try await ProxyFixture.with {
            $0.limits.exchanges = 1
        } _: { fixture in
            let curl = try Command.Running(
                fixture.curlArguments([
                    version.rawValue, "-Z", "-w", "%{http_code}\n", "-o", "/dev/null",
                    "https://\(ProxyFixture.host)/wait/[1-5]",
                ]),
                environment: [:],
                input: []
            )
            while fixture.backend.requests.filter({ $0.head.uri.hasPrefix("/wait") }).isEmpty {
                try await Self.letTimePass(fixture)
            }
            try await Self.letTimePass(fixture)
            #expect(fixture.backend.requests.filter { $0.head.uri.hasPrefix("/wait") }.count == 1)
            fixture.backend.signals.raise("release")
            #expect(try await curl.outcome().text == String(repeating: "200\n", count: 5))
        }
    }

    @Test func `a server that can't be reached costs no turn`() async throws {
        try await ProxyFixture.with {
            $0.limits.exchanges = 1
            $0.backend = Authority(host: "127.0.0.1", port: 1)
        } _: { fixture in
            let url = "https://\(ProxyFixture.host)/[1-3]"
            let outcome = try await fixture.curl("-o", "/dev/null", "-w", "%{http_code}\n", url)
            #expect(outcome.text == "502\n502\n502\n", "\(outcome.errors)")
        }
    }

    @Test(arguments: Version.allCases)
    func `a client that leaves while it waits costs no turn`(version: Version) async throws {
        try await ProxyFixture.with {
            $0.limits.exchanges = 1
        } _: { fixture in
            func start(_ path: String) throws -> Command.Running {
                try Command.Running(
                    fixture.curlArguments([version.rawValue, "https://\(ProxyFixture.host)\(path)"]),
                    environment: [:],
                    input: []
                )
            }
            let first = try start("/wait/first")
            await fixture.backend.signals.wait(for: "/wait/first")
            let second = try start("/second")
            try await Self.letTimePass(fixture)
            second.end()
            _ = try await second.outcome()
            try await Self.letTimePass(fixture)
            fixture.backend.signals.raise("release")
            #expect(try await first.outcome().status == 0)
            #expect(try await start("/third").outcome().text.hasPrefix("GET /third\n"))
            #expect(fixture.backend.signals.count("/second") == 0)
        }
    }

    @Test(arguments: [
        "", "GET http://\(ProxyFixture.host)/wait/x HTTP/1.1\r\n", "CONNECT \(ProxyFixture.host):443 HTTP/1.1\r\n\r\n",
    ])
    func `a connection on which nothing moves is closed`(start: String) async throws {
        try await ProxyFixture.with {
            $0.limits.idleTime = .milliseconds(200)
        } _: { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(start)
                let answer = await client.readToEnd()
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 200 Connected"))
            }
        }
    }

    @Test func `a server on whose answer nothing moves is given up`() async throws {
        try await ProxyFixture.with {
            $0.limits.idleTime = .milliseconds(300)
        } _: { fixture in
            for version in Version.allCases {
                let outcome = try await fixture.curl(version.rawValue, "https://\(ProxyFixture.host)/wait/\(version)")
                #expect(outcome.status != 0)
                await fixture.backend.signals.wait(for: "/wait/\(version) gone")
            }
        }
    }
}

private final class Counter: Sendable {
    let value = Atomic(0)
}
