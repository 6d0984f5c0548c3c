import NIOCore
import NIOPosix
import NIOSSL

/// A client that sends bytes as it likes, through a tunnel and TLS when it is told to.
struct RawClient {
    /// What to say before the bytes that count.
    struct Tunnel: Sendable {
        var target = "\(ProxyFixture.host):443"
        var name: String? = ProxyFixture.host
        var trust: String
        /// Sends what comes next without waiting for the proxy's yes.
        var isHasty = false
    }

    struct Ended: Error {
        let received: String
    }

    private let channel: any Channel
    private let inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    @discardableResult
    static func with<Value>(
        _ port: Int,
        through tunnel: Tunnel? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (inout Conversation) async throws -> Value
    ) async throws -> Value {
        let channel = try await connect(port, tunnel)
        return try await channel.executeThenClose { inbound, outbound in
            var conversation = Conversation(
                channel: channel.channel,
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound
            )
            return try await body(&conversation)
        }
    }

    private static func connect(_ port: Int, _ tunnel: Tunnel?) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer>
    {
        var context: NIOSSLContext?
        if let tunnel {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .file(tunnel.trust)
            configuration.applicationProtocols = ["http/1.1"]
            context = try NIOSSLContext(configuration: configuration)
        }
        let tls = context
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            // Little is under way at once, so that what waits is seen to wait.
            .channelOption(.socketOption(.so_rcvbuf), value: 1 << 16)
            .channelOption(.socketOption(.so_sndbuf), value: 1 << 16)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls, let tunnel {
                        try channel.pipeline.syncOperations.addHandlers([
                            SkippedReply(to: tunnel.target, isHasty: tunnel.isHasty),
                            NIOSSLClientHandler(context: tls, serverHostname: tunnel.name),
                        ])
                    }
                    return try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
    }

    struct Conversation {
        let channel: any Channel
        var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        var received = ""

        func send(_ text: String) async throws {
            try await outbound.write(ByteBuffer(string: text))
        }

        func send(_ bytes: ByteBuffer) async throws {
            try await outbound.write(bytes)
        }

        func finishSending() {
            outbound.finish()
        }

        /// Reads until what was read ends with this, and gives all of it.
        mutating func read(until end: String) async throws -> String {
            while !received.hasSuffix(end) {
                guard let bytes = try await inbound.next() else { throw Ended(received: received) }
                received += String(buffer: bytes)
            }
            defer { received = "" }
            return received
        }

        /// Reads until the peer has ended; what was read so far.
        mutating func readToEnd() async -> String {
            do {
                while let bytes = try await inbound.next() { received += String(buffer: bytes) }
            } catch {
                received += "(\(error))"
            }
            return received
        }

        mutating func readCount(_ count: Int) async throws -> Int {
            var sum = 0
            while sum < count, let bytes = try await inbound.next() { sum += bytes.readableBytes }
            return sum
        }
    }
}

/// Asks for a tunnel, and hides the answer from the handlers behind, which begin when it has come.
private final class SkippedReply: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let target: String
    private let isHasty: Bool
    private var reply: ByteBuffer? = ByteBuffer()

    init(to target: String, isHasty: Bool) {
        self.target = target
        self.isHasty = isHasty
    }

    func channelActive(context: ChannelHandlerContext) {
        let request = ByteBuffer(string: "CONNECT \(target) HTTP/1.1\r\nHost: \(target)\r\n\r\n")
        context.write(wrapOutboundOut(request), promise: nil)
        if isHasty { context.fireChannelActive() }
        context.flush()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard reply != nil else { return context.fireChannelRead(data) }
        var bytes = unwrapInboundIn(data)
        reply?.writeBuffer(&bytes)
        guard let text = reply.map({ String(decoding: $0.readableBytesView, as: UTF8.self) }),
            let end = text.firstRange(of: "\r\n\r\n")
        else { return }
        guard text.hasPrefix("HTTP/1.1 200 ") else { return context.close(promise: nil) }
        var rest = reply
        reply = nil
        rest?.moveReaderIndex(forwardBy: text[..<end.upperBound].utf8.count)
        if !isHasty { context.fireChannelActive() }
        if let rest, rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
    }
}
