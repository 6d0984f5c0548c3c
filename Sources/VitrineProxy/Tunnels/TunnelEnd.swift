import NIOCore

/// One end of a tunnel: what comes in here goes out at the other end, no faster than that takes it.
///
/// Both ends live on one event loop.
final class TunnelEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var other: TunnelEnd?
    private var context: ChannelHandlerContext?
    private var isReadHeld = false

    static func pair() -> (TunnelEnd, TunnelEnd) {
        let (one, other) = (TunnelEnd(), TunnelEnd())
        (one.other, other.other) = (other, one)
        return (one, other)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        other = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other?.send(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { other?.finish(.output) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        // The other end may still have to send what came from here.
        other?.finish(.all)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { other?.resumeReading() }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if other?.takesMore ?? true {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    private var takesMore: Bool { context?.channel.isWritable ?? false }

    private func send(_ data: NIOAny) {
        context?.writeAndFlush(data, promise: nil)
    }

    /// Closes once everything is out. A socket whose peer has ended too is closed at once even for output only, and what it
    /// had to send would be lost.
    private func finish(_ mode: CloseMode) {
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()))
            .assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: nil) }
    }

    private func resumeReading() {
        guard isReadHeld else { return }
        isReadHeld = false
        context?.read()
    }
}
