import NIOCore
import NIOHTTP1
import Synchronization
import VitrineTestKit

/// Behaves as the path says.
final class BackendHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let backend: TestBackend
    private var request: TestBackend.Request?
    private var owed = 0

    init(_ backend: TestBackend) {
        self.backend = backend
    }

    private var path: [String] { (request?.head.uri ?? "").split(separator: "/").map(String.init) }
    private var number: Int { path.count > 1 ? Int(path[1]) ?? 0 : 0 }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = TestBackend.Request(head: head)
            begin(context)
            backend.signals.raise(head.uri)
        case .body(let bytes):
            request?.body += bytes.readableBytesView
        case .end(let trailers):
            request?.trailers = trailers
            guard let request else { return }
            backend.add(request)
            backend.signals.raise(request.head.uri + " ended")
            end(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        backend.signals.raise((request?.head.uri ?? "") + " gone")
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pump(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// What happens before the request's body is there.
    private func begin(_ context: ChannelHandlerContext) {
        switch path.first {
        case "continue": send("HTTP/1.1 100 Continue\r\n\r\n", context)
        case "early":
            send("HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlarge", context)
        case "drop": context.close(promise: nil)
        case "unread":
            _ = context.channel.setOption(.autoRead, value: false)
            let (channel, signals) = (context.channel, backend.signals)
            let promise = context.eventLoop.makePromise(of: Void.self)
            promise.completeWithTask { await signals.wait(for: "release") }
            promise.futureResult.whenSuccess { _ = channel.setOption(.autoRead, value: true) }
        default: break
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        switch path.first {
        case "bytes":
            owed = number
            send("HTTP/1.1 200 OK\r\nContent-Length: \(number)\r\n\r\n", context)
            pump(context)
        case "wait":
            let context = NIOLoopBound(context, eventLoop: context.eventLoop)
            let signals = backend.signals
            let this = NIOLoopBound(self, eventLoop: context.eventLoop)
            let promise = context.eventLoop.makePromise(of: Void.self)
            promise.completeWithTask { await signals.wait(for: "release") }
            promise.futureResult.whenSuccess { this.value.echo(context.value) }
        case "early", "drop": break
        default:
            guard let answer = BackendAnswers.fixed(path, number) else { return echo(context) }
            let isCut = ["cut", "cutchunked", "eof"].contains(path.first)
            let context = context
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)))
                .assumeIsolated().whenComplete { _ in
                    if isCut { context.close(promise: nil) }
                }
        }
    }

    /// The request as it arrived: its first line, its fields, and its body.
    private func echo(_ context: ChannelHandlerContext) {
        guard let request else { return }
        let fields = request.head.headers.map { "\($0.name.lowercased()): \($0.value)\n" }.joined()
        let text = "\(request.head.method) \(request.head.uri)\n\(fields)\n"
        let body = Array(text.utf8) + request.body
        send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n", context)
        if request.head.method != .HEAD {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: body)), promise: nil)
        }
    }

    private func pump(_ context: ChannelHandlerContext) {
        while owed > 0, context.channel.isWritable, context.channel.isActive {
            let size = min(owed, 1 << 16)
            owed -= size
            backend.written.add(size, ordering: .relaxed)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(repeating: UInt8(ascii: "x"), count: size)), promise: nil)
        }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}

enum BackendAnswers {
    static func fixed(_ path: [String], _ number: Int) -> String? {
        switch path.first {
        case "status": "HTTP/1.1 \(number) Status\r\nETag: \"a\"\r\n\(number == 304 ? "Content-Length: 5\r\n" : "")\r\n"
        case "chunked":
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: x-check\r\n\r\n"
                + "5\r\nfirst\r\n6\r\nsecond\r\n0\r\nX-Check: done\r\nContent-Type: a/b\r\n\r\n"
        case "eof": "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end"
        case "cut": "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"
        case "cutchunked": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n"
        case "hints": "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        case "garbage": "this is not HTTP\r\n\r\n"
        case "gzipped": "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
        case "switch": "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
        case "hops":
            "HTTP/1.1 200 OK\r\nConnection: X-Hop, keep-alive\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nX-End: 1\r\n"
                + "Proxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nok"
        default: nil
        }
    }
}
