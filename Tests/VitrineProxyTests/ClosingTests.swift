import Foundation
import NIOCore
import NIOPosix
import Testing
import VitrineProxy
import VitrineTestKit

/// How a proxy ends, and what it leaves.
@Suite(.timeLimit(.minutes(15))) struct ClosingTests {
    private struct Wanted: Error {}

    private static let host = "Host: \(ProxyFixture.host)\r\n"

    @Test(arguments: Version.allCases)
    func `what is in flight is finished`(version: Version) async throws {
        let (curl, sockets) = try await TestBackend.with { backend in
            try await Self.proxy(before: backend) {
                $0.limits.closingTime = .seconds(60)
            } body: { port, trust in
                let curl = try Command.Running(
                    [
                        "curl", "-q", "-sS", "--noproxy", "", "--proxy", "http://127.0.0.1:\(port)", "--cacert", trust,
                        version.rawValue, "https://\(ProxyFixture.host)/wait/x",
                    ],
                    environment: [:],
                    input: []
                )
                await backend.signals.wait(for: "/wait/x")
                let sockets = try OwnSockets(boundTo: port)
                // Answered only once the proxy takes nothing new.
                Task {
                    while (try? await RawClient.with(port, { _ in })) != nil {}
                    backend.signals.raise("release")
                }
                return (curl, sockets)
            }
        }
        let outcome = try await curl.outcome()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.hasPrefix("GET /wait/x\n"))
        #expect(sockets.count > 1)
        #expect(try sockets.open == 0)
    }

    @Test func `what doesn't finish in time is cut off`() async throws {
        let (curls, sockets) = try await TestBackend.with { backend in
            try await Self.proxy(before: backend) {
                $0.limits.closingTime = .milliseconds(200)
            } body: { port, trust in
                let curls = try Version.allCases.map { version in
                    try Command.Running(
                        [
                            "curl", "-q", "-sS", "--noproxy", "", "--proxy", "http://127.0.0.1:\(port)", "--cacert",
                            trust, version.rawValue, "https://\(ProxyFixture.host)/wait/\(version)",
                        ],
                        environment: [:],
                        input: []
                    )
                }
                for version in Version.allCases { await backend.signals.wait(for: "/wait/\(version)") }
                return (curls, try OwnSockets(boundTo: port))
            }
        }
        for curl in curls { #expect(try await curl.outcome().status != 0) }
        #expect(sockets.count > 1)
        #expect(try sockets.open == 0)
    }

    @Test func `connections that wait for nothing don't hold it up`() async throws {
        try await TestBackend.with { backend in
            let clients = Signals()
            var tasks: [Task<Void, any Error>] = []
            let sockets = try await Self.proxy(before: backend) {
                // Waited for in full, it would outlast the time that these tests have.
                $0.limits.closingTime = .seconds(3600)
            } body: { port, trust in
                let starts = [
                    (nil, ""), (nil, "GET http://\(ProxyFixture.host)/bytes/3 HTTP/1.1\r\n\(Self.host)\r\n"),
                    (nil, "CONNECT \(ProxyFixture.host):443 HTTP/1.1\r\n\r\n"),
                    (RawClient.Tunnel(trust: trust), "GET /bytes/3 HTTP/1.1\r\n\(Self.host)\r\n"),
                ]
                for (tunnel, start) in starts {
                    tasks.append(
                        Task {
                            try await RawClient.with(port, through: tunnel) { client in
                                try await client.send(start)
                                if start.contains("bytes") { _ = try await client.read(until: "xxx") }
                                if start.contains("CONNECT") { _ = try await client.read(until: "\r\n\r\n") }
                                clients.raise("ready")
                                #expect(await client.readToEnd() == "")
                            }
                        }
                    )
                }
                await clients.wait(for: "ready", count: 4)
                return try OwnSockets(boundTo: port)
            }
            for task in tasks { try await task.value }
            #expect(sockets.count > 1)
            #expect(try sockets.open == 0)
        }
    }

    @Test func `a tunnel is cut off in time`() async throws {
        try await EchoServer.with { echo in
            let task = try await ProxyFixture.with {
                $0.allowed = ["other.example"]
                $0.limits.closingTime = .milliseconds(200)
                $0.connect = { bootstrap, _ in bootstrap.connect(host: "127.0.0.1", port: echo) }
            } _: { fixture in
                let (port, ready) = (fixture.proxy.port, Signals())
                let task = Task {
                    try await RawClient.with(port) { client in
                        try await client.send("CONNECT other.example:1 HTTP/1.1\r\n\r\nhello")
                        _ = try await client.read(until: "hello")
                        ready.raise("ready")
                        return await client.readToEnd()
                    }
                }
                await ready.wait(for: "ready")
                return task
            }
            #expect(try await task.value != "hello")
        }
    }

    @Test func `what is done with it decides how it ends`() async throws {
        let wanted = await #expect(throws: Wanted.self) {
            try await ProxyFixture.with { _ in throw Wanted() }
        }
        #expect(wanted != nil)
        #expect(try await ProxyFixture.with { $0.proxy.port } > 0)
    }

    @Test func `a port that is taken is an error`() async throws {
        try await EchoServer.with { port in
            await #expect(throws: (any Error).self) {
                try await ProxyFixture.with {
                    $0.port = port
                } _: { _ in
                }
            }
        }
    }

    @Test func `it ends with the task that it belongs to`() async throws {
        let ready = Signals()
        let task = Task {
            try await ProxyFixture.with { fixture in
                ready.raise("\(fixture.proxy.port)")
                ready.raise("ready")
                try await Task.sleep(for: .seconds(3600))
            }
        }
        await ready.wait(for: "ready")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private static func proxy<Value: Sendable>(
        before backend: TestBackend,
        _ change: (inout ProxySettings) -> Void,
        body: (Int, String) async throws -> Value
    ) async throws -> Value {
        let authority = try CertificateAuthority()
        let trust = FileManager.default.temporaryDirectory.appending(path: "vitrine-proxy-\(UUID().uuidString).pem")
        try authority.pem.write(to: trust, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: trust) }
        var settings = ProxySettings(
            intercepted: [ProxyFixture.host],
            backend: Authority(host: "127.0.0.1", port: backend.port)
        )
        change(&settings)
        return try await InterceptingProxy.with(settings, authority: authority) { proxy in
            try await body(proxy.port, trust.path())
        }
    }
}
