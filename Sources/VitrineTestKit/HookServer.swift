package import NIOCore
package import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A web server on a free port of loopback that answers as a request's path says, or with a file that it was given, and
/// remembers what was asked.
package final class HookServer: Sendable {
    package struct Request: Sendable {
        package let path: String
        package let headers: HTTPHeaders
        package let body: [UInt8]
    }

    /// The paths of a certificate and its key, in PEM.
    package struct Certificate: Sendable {
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// What a GET of a file is answered with.
    package struct File: Sendable {
        package let bytes: [UInt8]
        package let headers: [String: String]
    }

    private let log = Mutex<[Request]>([])
    private let files = Mutex<[String: File]>([:])
    package let port: Int
    /// How many bytes of body were written to `/endless` when the connection was closed.
    package let written: EventLoopFuture<Int>
    /// When the connection of `/silent` was closed.
    package let hungUp: EventLoopFuture<Void>

    package var requests: [Request] { log.withLock { $0 } }

    /// Has a file answered with at `/files/{name}`, in the place of one that was there.
    package func serve(_ bytes: [UInt8], as name: String, headers: [String: String] = [:]) {
        files.withLock { $0[name] = File(bytes: bytes, headers: headers) }
    }

    func file(_ name: String) -> File? { files.withLock { $0[name] } }

    func note(_ request: Request) { log.withLock { $0.append(request) } }

    private init(port: Int, written: EventLoopFuture<Int>, hungUp: EventLoopFuture<Void>) {
        self.port = port
        self.written = written
        self.hungUp = hungUp
    }

    package static func with(_ certificate: Certificate? = nil, _ work: (HookServer) async throws -> Void) async throws
    {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let written = loop.makePromise(of: Int.self)
        let hungUp = loop.makePromise(of: Void.self)
        let made = loop.makePromise(of: HookServer.self)
        let context = try certificate.map(sslContext)
        let channel = try await ServerBootstrap(group: loop)
            .childChannelInitializer { channel in
                made.futureResult.hop(to: channel.eventLoop).flatMapThrowing { server in
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(HookPages(server: server, written: written, hungUp: hungUp))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = HookServer(
            port: channel.localAddress?.port ?? 0,
            written: written.futureResult,
            hungUp: hungUp.futureResult
        )
        made.succeed(server)
        defer {
            // For tests that asked for neither page.
            written.succeed(0)
            hungUp.succeed()
        }
        do {
            try await work(server)
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    private static func sslContext(_ pair: Certificate) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(pair.certificate).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(file: pair.key, format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        )
    }
}
