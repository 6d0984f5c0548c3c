import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import VitrineDelivery
import VitrineTestKit

@Suite(.timeLimit(.minutes(15))) struct HTTPConnectorTests {
    @Test func `a post arrives as it was signed, at the pinned address, under the host's name`() async throws {
        try await HookServer.with { server in
            let post = SignedPost.fixture(to: "http://hooks.example.test:\(server.port)/status/200?a=b")
            let reply = try await client().send(post)

            #expect(reply == Reply(status: 200, body: Array("{{".utf8)))
            let request = try #require(server.requests.first)
            #expect(server.requests.count == 1)
            #expect(request.path == "/status/200?a=b")
            #expect(request.headers["host"] == ["hooks.example.test:\(server.port)"])
            #expect(request.headers["content-type"] == ["application/json"])
            #expect(request.headers["x-vitrine-delivery"] == ["delivery-1"])
            #expect(request.headers["x-vitrine-timestamp"] == ["1750000000"])
            #expect(request.headers["x-vitrine-signature"] == [post.signature])
            #expect(request.body == post.body)
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func `a redirect isn't followed`(status: Int) async throws {
        try await HookServer.with { server in
            let failure = await failure {
                try await client().send(.fixture(to: "http://hooks.example.test:\(server.port)/status/\(status)"))
            }
            #expect(failure?.isPermanent == true)
            #expect(failure?.sentence.contains("redirect (\(status))") == true)
            #expect(server.requests.map(\.path) == ["/status/\(status)"])
        }
    }

    @Test(arguments: [(65535, false), (65536, false), (65537, true), (200_000, true)])
    func `64 KiB of an answer are read`(size: Int, isCut: Bool) async throws {
        try await HookServer.with { server in
            let reply = try await client().send(.fixture(to: "http://hooks.example.test:\(server.port)/bytes/\(size)"))
            #expect(reply.body.count == min(size, 65536))
            #expect(reply.isCut == isCut)
        }
    }

    @Test func `a gigabyte is cut off, and its connection dropped`() async throws {
        try await HookServer.with { server in
            let reply = try await client().send(.fixture(to: "http://hooks.example.test:\(server.port)/endless"))
            #expect(reply.body.count == 65536)
            #expect(reply.isCut)
            // What the sockets of both sides hold, and no more.
            let written = try await server.written.get()
            #expect(written < 64 << 20)
        }
    }

    @Test func `a file is read whole, piece by piece, at the pinned address`() async throws {
        try await HookServer.with { server in
            let taken = Taken()
            let url = "http://hooks.example.test:\(server.port)/bytes/3000000"
            let head = try await client().fetch(url, limits: FetchLimits(maximumBytes: 3_000_000)) { taken.add($0) }
            #expect(head.status == 200)
            #expect(taken.bytes.count == 3_000_000)
            let request = try #require(server.requests.first)
            #expect(request.headers["host"] == ["hooks.example.test:\(server.port)"])
            #expect(
                Set(request.headers.map { $0.name.lowercased() }).isSubset(of: [
                    "host", "user-agent", "connection", "content-length",
                ])
            )
        }
    }

    @Test func `a redirect's own body is left, and the file read where it leads`() async throws {
        try await HookServer.with { server in
            let taken = Taken()
            let url = "http://hooks.example.test:\(server.port)/status/302"
            _ = try await client().fetch(url, limits: FetchLimits(maximumBytes: 9)) { taken.add($0) }
            #expect(server.requests.map(\.path) == ["/status/302", "/status/200"])
            #expect(taken.bytes == Array("{{".utf8))
        }
    }

    @Test func `a file without end is cut off, and its connection dropped`() async throws {
        try await HookServer.with { server in
            let taken = Taken()
            let failure = await failure {
                let url = "http://hooks.example.test:\(server.port)/endless"
                return try await client().fetch(url, limits: FetchLimits(maximumBytes: 100_000)) { taken.add($0) }
            }
            #expect(failure?.isPermanent == true)
            #expect(taken.bytes.count <= 100_000)
            let written = try await server.written.get()
            #expect(written < 64 << 20)
        }
    }

    @Test(arguments: ["/silent", "/half"]) func `who stops answering is hung up on`(path: String) async throws {
        try await HookServer.with { server in
            let failure = await failure {
                try await client(timeout: .seconds(1)).send(
                    .fixture(to: "http://hooks.example.test:\(server.port)\(path)")
                )
            }
            #expect(failure == .temporary("There was no whole answer within 1.0 seconds."))
            // On a machine that is too busy the request may not have come so far.
            if !server.requests.isEmpty { try await server.hungUp.get() }
        }
    }

    @Test func `a port where nobody listens is a temporary failure`() async throws {
        let port = try ClosedPort()
        let failure = await failure {
            try await client().send(.fixture(to: "http://hooks.example.test:\(port.number)/"))
        }
        #expect(failure?.isPermanent == false)
        #expect(failure?.sentence.contains("127.0.0.1") == false)
    }

    @Test func `over https the certificate must be the name's, wherever the address is`() async throws {
        try await withTemporaryDirectory { directory in
            let certificate = try await Certificate("DNS:hooks.example.test", in: directory)
            try await HookServer.with(certificate.forHooks) { server in
                let trusting = try client(trusting: certificate)
                let reply = try await trusting.send(
                    .fixture(to: "https://hooks.example.test:\(server.port)/status/200")
                )
                #expect(reply.status == 200)

                for (client, name) in [(trusting, "other.example.test"), (try client(), "hooks.example.test")] {
                    let failure = await failure {
                        try await client.send(.fixture(to: "https://\(name):\(server.port)/status/200"))
                    }
                    #expect(failure == .temporary("TLS failed; the certificate may not be good."))
                }
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test func `the system resolves localhost, and not what can't exist`() async throws {
        let addresses = try await SystemResolver().addresses(of: "localhost")
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { OutboundAddressRule.refusal(of: $0) == "loopback" })
        #expect(Set(addresses).count == addresses.count)
        let failure = await failure { try await SystemResolver().addresses(of: "a..b") }
        #expect(failure?.isPermanent == false)
    }

    /// Allows two names, both of which are this machine.
    private func client(timeout: Duration = .seconds(30), trusting: Certificate? = nil) throws -> OutboundClient {
        let names = ["hooks.example.test", "other.example.test"]
        return try OutboundClient(
            resolver: StubResolver(Dictionary(uniqueKeysWithValues: names.map { ($0, ["127.0.0.1"]) })),
            connector: HTTPConnector(
                group: MultiThreadedEventLoopGroup.singleton,
                connectTimeout: .seconds(30),
                trustedCertificates: trusting?.certificate
            ),
            allowedHosts: names,
            timeout: timeout
        )
    }
}
