import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import VitrineCore
import VitrinePortalAPI

/// Ends connections whose requests don't arrive in time, and answers requests that aren't HTTP in the error shape.
///
/// The head has a time from when the connection is ready for it; the body has a time from its head. A body that is late
/// is answered with 408; a head that is late just ends the connection, which may have been idle.
final class RequestDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Phase {
        case awaitingHead, receivingBody, answering
    }

    private let headTime: TimeAmount
    private let bodyTime: TimeAmount
    private var phase = Phase.awaitingHead
    private var timer: Scheduled<Void>?

    init(headTime: TimeAmount, bodyTime: TimeAmount) {
        self.headTime = headTime
        self.bodyTime = bodyTime
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { schedule(headTime, context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    func channelActive(context: ChannelHandlerContext) {
        schedule(headTime, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            phase = .receivingBody
            schedule(bodyTime, context)
        case .body: break
        case .end:
            phase = .answering
            timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), phase == .answering {
            phase = .awaitingHead
            schedule(headTime, context)
        }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard phase == .awaitingHead, let error = error as? HTTPParserError else {
            context.fireErrorCaught(error)
            return
        }
        timer?.cancel()
        RefusedHead.write(Self.refusal(for: error), to: context)
    }

    private func schedule(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        timer?.cancel()
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = loopBound.value
            handler.expired(context)
        }
    }

    private func expired(_ context: ChannelHandlerContext) {
        switch phase {
        case .awaitingHead: context.close(promise: nil)
        case .receivingBody: context.fireErrorCaught(RequestTooSlow())
        case .answering: break
        }
    }

    private static func refusal(for error: HTTPParserError) -> Refusal {
        guard error == .headerOverflow else {
            return Refusal(.badRequest, "The request is not HTTP/1.1.")
        }
        return Refusal(.headersTooLarge, "The request line and headers are larger than the limit.")
    }
}
