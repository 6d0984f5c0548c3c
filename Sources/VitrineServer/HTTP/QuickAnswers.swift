import NIOCore
import NIOHTTP1
import VitrinePortalAPI

/// Answers reads whose answers are remembered right where they arrive: no task, no conversion, no other thread.
///
/// Everything else goes on to the framework. So does a read while an earlier request of the connection is unanswered,
/// because answers go out in order, and while the client doesn't read what was written, because only the framework's way
/// waits for it.
final class QuickAnswers: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What every answer says in `Server`.
    static let serverName = "vitrine"

    private let reads: RememberedReads
    private let date: DateField

    /// Requests that went on and whose answers aren't complete.
    private var passedOn = 0

    /// The answer to the request whose end is still to come.
    private var ready: RememberedReads.Answer?
    private var isUnflushed = false

    init(reads: RememberedReads, date: DateField) {
        self.reads = reads
        self.date = date
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            ready = answer(to: head, context)
            guard ready == nil else { return }
            passedOn += 1
            context.fireChannelRead(data)
        case .body:
            // A request that is answered here has none.
            context.fireChannelRead(data)
        case .end:
            guard let answer = ready else { return context.fireChannelRead(data) }
            ready = nil
            write(answer, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isUnflushed {
            isUnflushed = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { passedOn -= 1 }
        context.write(data, promise: promise)
    }

    private func answer(to head: HTTPRequestHead, _ context: ChannelHandlerContext) -> RememberedReads.Answer? {
        guard passedOn == 0, context.channel.isWritable else { return nil }
        return reads.answer(to: head)
    }

    private func write(_ answer: RememberedReads.Answer, _ context: ChannelHandlerContext) {
        var headers = answer.headers
        headers.add(name: "date", value: date.now())
        headers.add(name: "server", value: Self.serverName)
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        isUnflushed = true
    }
}
