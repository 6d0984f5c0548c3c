import Glibc
import NIOCore
import NIOPosix
import Testing
import VitrineProxy
import VitrineTestKit

/// Connections to allowed hosts, which pass unread.
@Suite(.timeLimit(.minutes(15))) struct TunnelTests {
    private static func with(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (ProxyFixture) async throws -> Void
    ) async throws {
        try await EchoServer.with { port in
            try await ProxyFixture.with {
                $0.allowed = ["other.example"]
                $0.connect = { bootstrap, authority in
                    #expect(authority == Authority(host: "other.example", port: 9000))
                    return bootstrap.connect(host: "127.0.0.1", port: port)
                }
            } _: { fixture in
                try await body(fixture)
            }
        }
    }

    private static let request = "CONNECT Other.example:9000 HTTP/1.1\r\nHost: other.example:9000\r\n\r\n"

    @Test func `bytes pass both ways, and so does the end of either direction`() async throws {
        try await Self.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(Self.request)
                let reply = try await client.read(until: "\r\n\r\n")
                #expect(reply == "HTTP/1.1 200 Connected\r\n\r\n")
                try await client.send("hello")
                #expect(try await client.read(until: "hello") == "hello")
                client.finishSending()
                #expect(await client.readToEnd() == "goodbye")
            }
            #expect(fixture.told.all.isEmpty)
        }
    }

    @Test func `bytes that come with the request belong to the tunnel`() async throws {
        try await Self.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(Self.request + "hello")
                #expect(try await client.read(until: "hello") == "HTTP/1.1 200 Connected\r\n\r\nhello")
            }
        }
    }

    @Test func `nothing of a large transfer is lost, however slowly it is taken`() async throws {
        try await Self.with { fixture in
            try await RawClient.with(fixture.proxy.port) { client in
                try await client.send(Self.request)
                _ = try await client.read(until: "\r\n\r\n")
                let (outbound, count) = (client.outbound, 64 << 20)
                async let sending: Void = {
                    let piece = ByteBuffer(repeating: 0x78, count: 1 << 20)
                    for _ in 0..<64 { try await outbound.write(piece) }
                    outbound.finish()
                }()
                let taken = try await client.readCount(count + "goodbye".utf8.count)
                #expect(taken == count + "goodbye".utf8.count)
                try await sending
                #expect(await client.readToEnd() == "")
            }
        }
    }

    @Test func `a client that breaks off takes the other end with it`() async throws {
        try await TestBackend.with { outside in
            try await ProxyFixture.with {
                $0.allowed = ["other.example"]
                $0.connect = { bootstrap, _ in bootstrap.connect(host: "127.0.0.1", port: outside.port) }
            } _: { fixture in
                try await RawClient.with(fixture.proxy.port) { client in
                    try await client.send(Self.request + "GET /wait/x HTTP/1.1\r\nHost: a\r\n\r\n")
                    await outside.signals.wait(for: "/wait/x")
                    let options = try #require(client.channel as? any SocketOptionProvider)
                    try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                    try await client.channel.close()
                }
                await outside.signals.wait(for: "/wait/x gone")
            }
        }
    }
}
