import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import VitrineAccess

@Suite struct HTTPKeyFetcherTests {
    @Test func `the body of a 200 comes back`() async throws {
        try await withServer { server, fetcher in
            let body = try await fetcher.fetch(server + "/keys")
            #expect(body == Array("{}".utf8))
        }
    }

    @Test(arguments: [("/redirect", 302), ("/missing", 404), ("/broken", 500), ("/empty", 202)])
    func `anything but a 200 is a failure, redirects too`(path: String, status: Int) async throws {
        try await withServer { server, fetcher in
            let failure = await #expect(throws: HTTPKeyFetcher.UnexpectedAnswer.self) {
                try await fetcher.fetch(server + path)
            }
            #expect(failure?.status == status)
        }
    }

    @Test func `an answer of more than a mebibyte isn't read`() async throws {
        try await withServer { server, fetcher in
            let body = try await fetcher.fetch(server + "/large")
            #expect(body.count == 1 << 20)
            await #expect(throws: (any Error).self) { try await fetcher.fetch(server + "/too-large") }
        }
    }

    @Test func `a client that follows redirects doesn't make one good`() async throws {
        try await withServer(configuration: .init()) { server, fetcher in
            await #expect(throws: HTTPKeyFetcher.UnexpectedAnswer.self) {
                try await fetcher.fetch(server + "/redirect")
            }
        }
    }

    private func withServer(
        configuration: HTTPClient.Configuration = HTTPKeyFetcher.clientConfiguration,
        _ body: (String, HTTPKeyFetcher) async throws -> Void
    ) async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(IssuerPages())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let port = server.localAddress?.port ?? 0
        do {
            try await body("http://127.0.0.1:\(port)", HTTPKeyFetcher(client: client))
        } catch {
            try await client.shutdown()
            try await server.close()
            throw error
        }
        try await client.shutdown()
        try await server.close()
    }
}

/// A few pages, one for each kind of answer.
private final class IssuerPages: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let request) = unwrapInboundIn(data) else { return }
        let (status, size) = answer(to: request.uri)
        var headers: HTTPHeaders = ["content-length": "\(size)"]
        if status == .found { headers.add(name: "location", value: "/keys") }
        let body = size == 2 ? ByteBuffer(string: "{}") : ByteBuffer(repeating: 0x20, count: size)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func answer(to path: String) -> (HTTPResponseStatus, Int) {
        switch path {
        case "/keys": (.ok, 2)
        case "/redirect": (.found, 0)
        case "/broken": (.internalServerError, 2)
        case "/empty": (.accepted, 0)
        case "/large": (.ok, 1 << 20)
        case "/too-large": (.ok, 1 << 20 + 1)
        default: (.notFound, 2)
        }
    }
}
