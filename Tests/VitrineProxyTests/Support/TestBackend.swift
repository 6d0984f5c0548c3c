import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import VitrineTestKit

/// A server whose paths say how it behaves. It writes its answers as bytes, so that they can be wrong.
///
/// It raises `PATH` when a request's head has come, `PATH ended` when its body has, `PATH gone` when its connection is
/// closed; a path that begins with `/wait` is answered when the test raises `release`.
final class TestBackend: Sendable {
    struct Request: Sendable {
        var head: HTTPRequestHead
        var body: [UInt8] = []
        var trailers: HTTPHeaders?
    }

    let signals = Signals()
    let written = Atomic(0)
    private let taken = Mutex<[Request]>([])
    private let server = Mutex<(any Channel)?>(nil)

    var requests: [Request] { taken.withLock { $0 } }
    var port: Int { server.withLock { $0?.localAddress?.port ?? 0 } }

    @discardableResult
    static func with<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (TestBackend) async throws -> Value
    ) async throws -> Value {
        let backend = TestBackend()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.socketOption(.so_rcvbuf), value: 1 << 16)
            .childChannelOption(.socketOption(.so_sndbuf), value: 1 << 16)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()), BackendHandler(backend),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        backend.server.withLock { $0 = server }
        do {
            let value = try await body(backend)
            try await server.close()
            return value
        } catch {
            try? await server.close()
            throw error
        }
    }

    func add(_ request: Request) {
        taken.withLock { $0.append(request) }
    }
}
