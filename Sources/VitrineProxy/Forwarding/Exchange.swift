import NIOCore
import NIOHTTP1

/// A request at a server, over a connection of its own that is used for nothing else.
///
/// Reusing connections would save some microseconds, and cost the one thing that a client must see as it is: whether a
/// server dropped this very request, or only a connection that was left over.
final class Exchange: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    /// Who gets the answer; `nil` once nobody wants it.
    private var owner: RequestForwarder?
    private var context: ChannelHandlerContext?
    /// What came before there was a connection: at most what was read at once.
    private var pending: CircularBuffer<HTTPClientRequestPart>
    private var isReadHeld = false

    init(_ head: HTTPRequestHead, for owner: RequestForwarder) {
        pending = [.head(head)]
        self.owner = owner
    }

    var isWanted: Bool { owner != nil }

    /// Whether more of the request should be read.
    var takesMore: Bool { context?.channel.isWritable ?? false }

    /// There is a connection that reads nothing yet.
    func start(on channel: any Channel) throws {
        guard isWanted, channel.isActive else { throw ChannelError.ioOnClosedChannel }
        var encoding = HTTPRequestEncoder.Configuration()
        encoding.automaticallySetFramingHeaders = false
        let decoder = HTTPResponseDecoder(informationalResponseStrategy: .forward)
        try channel.pipeline.syncOperations.addHandlers([
            HTTPRequestEncoder(configuration: encoding), ByteToMessageHandler(decoder), self,
        ])
        while let part = pending.popFirst() { send(part) }
        flush()
        try channel.syncOptions?.setOption(.autoRead, value: true)
        owner?.resumeReading()
    }

    func send(_ part: HTTPClientRequestPart) {
        if let context {
            context.write(wrapOutboundOut(part), promise: nil)
        } else if isWanted {
            pending.append(part)
        }
    }

    func flush() {
        context?.flush()
    }

    /// Nobody wants the answer, or it is complete.
    func end() {
        owner = nil
        pending.removeAll()
        context?.close(promise: nil)
    }

    /// The client takes more of the answer.
    func resumeReading() {
        guard isReadHeld else { return }
        isReadHeld = false
        context?.read()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        owner?.take(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        owner?.flushAnswer()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if takesMore { owner?.resumeReading() }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if owner?.takesAnswer ?? true {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        breakOff()
    }

    func channelInactive(context: ChannelHandlerContext) {
        breakOff()
        context.fireChannelInactive()
    }

    private func breakOff() {
        let owner = owner
        end()
        owner?.answerBroke()
    }
}
