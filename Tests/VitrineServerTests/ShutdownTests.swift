import Foundation
import NIOCore
import NIOPosix
import Testing

@Suite("the end of a server", .timeLimit(.minutes(10)))
struct ShutdownTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `a request in flight is answered and kept, nobody new is let in, and the process ends with 0`(signal: Int32)
        async throws
    {
        try await Place.with { place in
            try await withContoso(at: place) { server, token in
                let body = Sample.offer(title: "In flight")
                try await RawConnection.with(server) { connection in
                    // When the first request is answered, the second one's head has been read: both came together.
                    try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                    _ = try await connection.answer()
                    let head = Request.put("/api/publishers/contoso/offers/late", token: token, length: body.utf8.count)
                    try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + head + body.prefix(20))
                    _ = try await connection.answer()

                    server.child.send(signal: signal)
                    try await Self.untilRefused(server)
                    try await connection.send(String(body.dropFirst(20)))
                    #expect(try await connection.answer().status == 200)
                    #expect(try await connection.rest().isEmpty)
                }
                #expect(await server.child.exit() == .code(0))
                #expect(try server.log().last?["message"] == "stopped")
            }
            try await withServer(at: place) { server in
                let answer = try await server.get("/api/publishers/contoso/offers/late", token: place.token())
                #expect(try answer.text("definition", "displayText") == "In flight")
            }
        }
    }

    @Test
    func `idle connections don't hold up the end`() async throws {
        try await withServer { server in
            try await RawConnection.with(server) { connection in
                try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await connection.answer()
                #expect(await server.end().exit == .code(0))
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `after kill -9 every acknowledged PUT is there`(seed: UInt64) async throws {
        try await Place.with { place in
            let acknowledged = try await withContoso(at: place) { server, token in
                await Writers(server, token: token, seed: seed).writeUntilKilled()
            }
            try await withServer(at: place) { server in
                let token = try await place.token()
                for (offer, number) in acknowledged {
                    let answer = try await server.get("/api/publishers/contoso/offers/\(offer)", token: token)
                    let title = try #require(try answer.text("definition", "displayText").flatMap { Int($0) })
                    // The next one may have been written and not answered any more.
                    #expect(title == number || title == number + 1)
                }
                #expect(
                    try await server.put("/api/publishers/contoso/offers/w0", Sample.offer(title: "On"), token: token)
                        .status == 200
                )
            }
        }
    }

    /// Connects until nobody accepts any more.
    private static func untilRefused(_ server: RunningServer) async throws {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        while let channel = try? await bootstrap.connect(host: server.host, port: server.port).get() {
            try? await channel.close()
        }
    }
}
