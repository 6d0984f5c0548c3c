import NIOCore

/// Accepts no connection while there are as many as may be. Those that come wait in the system's queue.
final class AcceptGate: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias OutboundIn = Never

    private let limit: Int
    private let all: OpenChannels
    private var open = 0
    private var isReadHeld = false

    /// Puts each connection among `all` of them before it is anybody else's: none is accepted and unknown.
    init(limit: Int, all: OpenChannels) {
        self.limit = limit
        self.all = all
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        open += 1
        all.add(channel)
        channel.closeFuture.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in
            self.open -= 1
            guard self.isReadHeld else { return }
            self.isReadHeld = false
            context.read()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if open < limit {
            context.read()
        } else {
            isReadHeld = true
        }
    }
}
