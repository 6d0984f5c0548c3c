import NIOCore
import NIOHTTP1

/// The last handler of a client's connection, or of one stream of it: sends requests on and brings the answers back, one
/// after the other.
final class RequestForwarder: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    enum Phase {
        case idle
        case forwarding(Exchange)
        /// A CONNECT whose end is awaited, or whose host is being called.
        case connecting(Authority, HostPolicy.Verdict)
        /// The answer is out, and what is left of the request is of no interest.
        case discarding
        /// Nothing is taken any more.
        case over
    }

    let router: RequestRouter
    let switchboard: Switchboard
    var phase = Phase.idle
    var progress: ExchangeProgress?
    var answers: AnswerStream?
    var context: ChannelHandlerContext?
    var lingering: Scheduled<Void>?
    var hasInputEnded = false
    private var isReadHeld = false

    init(router: RequestRouter, switchboard: Switchboard) {
        self.router = router
        self.switchboard = switchboard
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        answers = AnswerStream(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
        self.context = nil
        answers = nil
        if isReadHeld { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard case .idle = phase else { return }
            begin(head, context)
        case .body(let bytes):
            guard case .forwarding(let exchange) = phase else { return }
            exchange.send(.body(.byteBuffer(bytes)))
        case .end(let trailers):
            progress?.hasRequestEnded = true
            requestEnded(trailers, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .forwarding(let exchange) = phase { exchange.flush() }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if takesAnswer, case .forwarding(let exchange) = phase { exchange.resumeReading() }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if takesRequest {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    /// The next hop takes more of the request.
    func resumeReading() {
        guard isReadHeld, takesRequest else { return }
        isReadHeld = false
        context?.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { inputEnded(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError { return refuseInput(error, context) }
        // More has come behind what was refused, and the client may not have read why yet.
        if error is ByteToMessageDecoderError { return }
        stop()
        context.close(promise: nil)
    }

    /// Whether the client takes more of the answer.
    var takesAnswer: Bool { context?.channel.isWritable ?? true }

    private var takesRequest: Bool {
        switch phase {
        case .forwarding(let exchange): exchange.takesMore
        case .connecting: false
        case .idle, .discarding, .over: true
        }
    }

    private func stop() {
        if case .forwarding(let exchange) = phase { exchange.end() }
        phase = .over
        lingering?.cancel()
    }
}
