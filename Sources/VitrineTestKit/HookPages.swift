import Foundation
import NIOCore
import NIOHTTP1

/// `/files/{name}` answers with what the server was given, or 404, and its end where that is asked for; `/status/302` with that status, `/json/{...}` with that text, `/bytes/9` with so many bytes, `/endless` with up to a gigabyte, `/silent`
/// never, `/half` with a head and then never.
final class HookPages: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let gigabyte = 1 << 30
    private static let chunk = ByteBuffer(repeating: 0x20, count: 1 << 14)

    private let server: HookServer
    private let written: EventLoopPromise<Int>
    private let hungUp: EventLoopPromise<Void>
    private var head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")
    private var body: [UInt8] = []
    private var sent: Int?

    init(server: HookServer, written: EventLoopPromise<Int>, hungUp: EventLoopPromise<Void>) {
        self.server = server
        self.written = written
        self.hungUp = hungUp
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let part): body.append(contentsOf: part.readableBytesView)
        case .end:
            server.note(HookServer.Request(path: head.uri, headers: head.headers, body: body))
            answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let words = head.uri.prefix { $0 != "?" }.split(separator: "/")
        switch words.first {
        case "files": finish(context, words.last.flatMap { server.file(String($0)) })
        case "status": finish(context, status: words.last.flatMap { Int($0) } ?? 0, size: 2)
        case "json": finish(context, status: 200, text: words.last?.removingPercentEncoding ?? "")
        case "bytes": finish(context, status: 200, size: words.last.flatMap { Int($0) } ?? 0)
        case "endless":
            begin(context, status: 200, size: nil)
            sent = 0
            pour(context)
        case "half": begin(context, status: 200, size: 2)
        default: break
        }
    }

    /// The whole of a file, or its last bytes.
    private func finish(_ context: ChannelHandlerContext, _ file: HookServer.File?) {
        guard let file else { return finish(context, status: 404, size: 0) }
        let suffix = head.headers.first(name: "range").flatMap { $0.split(separator: "-").last }.flatMap { Int($0) }
        let part = file.bytes.suffix(suffix ?? file.bytes.count)
        var headers = HTTPHeaders(file.headers.map { ($0.key, $0.value) })
        if suffix != nil {
            let range = "bytes \(part.startIndex)-\(part.endIndex - 1)/\(file.bytes.count)"
            headers.add(name: "content-range", value: range)
        }
        begin(context, status: suffix == nil ? 200 : 206, size: part.count, headers)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: part)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func begin(
        _ context: ChannelHandlerContext,
        status: Int,
        size: Int?,
        _ headers: HTTPHeaders = ["location": "/status/200"]
    ) {
        var headers = headers
        if let size { headers.add(name: "content-length", value: "\(size)") }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func finish(_ context: ChannelHandlerContext, status: Int, size: Int) {
        finish(context, status: status, text: String(repeating: "{", count: size))
    }

    private func finish(_ context: ChannelHandlerContext, status: Int, text: String) {
        begin(context, status: status, size: text.utf8.count)
        let body = ByteBuffer(string: text)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// As much as the connection takes without holding it in memory.
    private func pour(_ context: ChannelHandlerContext) {
        guard var count = sent else { return }
        while context.channel.isWritable, context.channel.isActive, count < Self.gigabyte {
            count += Self.chunk.readableBytes
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(Self.chunk))), promise: nil)
        }
        sent = count
        guard count >= Self.gigabyte else { return }
        sent = nil
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        written.succeed(count)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { pour(context) }

    func channelInactive(context: ChannelHandlerContext) {
        if let sent { written.succeed(sent) }
        if ["/silent", "/half"].contains(head.uri) { hungUp.succeed() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
