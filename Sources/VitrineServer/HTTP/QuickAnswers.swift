package import NIOCore
package import NIOHTTP1
package import VitrinePortalAPI

/// Answers reads whose answers are remembered right where they arrive: no task, no conversion, no other thread.
///
/// Everything else goes on to the framework. So does a read while an earlier request of the connection is unanswered,
/// because answers go out in order; while the client doesn't read what was written, because only the framework's way
/// waits for it; and once the connection is being closed.
package final class QuickAnswers: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    /// What every answer says in `Server`.
    package static let serverName = "vitrine"

    private let reads: RememberedReads
    private let date: DateField

    /// Where bytes go in that are an answer already; `nil` until this is in a pipeline with an encoder.
    private var behindEncoder: ChannelHandlerContext?

    /// Requests that went on and whose answers aren't complete.
    private var passedOn = 0

    /// The answer to the request whose end is still to come.
    private var ready: RememberedReads.Answer?
    private var isUnflushed = false
    private var isClosing = false

    package init(reads: RememberedReads, date: DateField) {
        self.reads = reads
        self.date = date
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        behindEncoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        behindEncoder = nil
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
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
            write(answer)
            context.fireUserInboundEventTriggered(AnsweredQuickly())
        }
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        if isUnflushed {
            isUnflushed = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { passedOn -= 1 }
        context.write(data, promise: promise)
    }

    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode != .input { isClosing = true }
        context.close(mode: mode, promise: promise)
    }

    private func answer(to head: HTTPRequestHead, _ context: ChannelHandlerContext) -> RememberedReads.Answer? {
        guard passedOn == 0, !isClosing, behindEncoder != nil, context.channel.isWritable else { return nil }
        return reads.answer(to: head)
    }

    private func write(_ answer: RememberedReads.Answer) {
        var head = answer.head
        head.writeField("Date", date.now())
        head.writeField("Server", Self.serverName)
        head.writeStaticString("\r\n")
        behindEncoder?.write(NIOAny(IOData.byteBuffer(head)), promise: nil)
        behindEncoder?.write(NIOAny(IOData.byteBuffer(answer.body)), promise: nil)
        isUnflushed = true
    }
}

/// Says to the handlers after ``QuickAnswers`` that it has answered a request.
package struct AnsweredQuickly: Sendable {
    package init() {}
}
