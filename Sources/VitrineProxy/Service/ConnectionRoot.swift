import NIOCore

/// The first handler of every connection: ends it when it is told to, or when nothing moved for too long.
///
/// Being first, it closes the socket itself. Closed from the other end of the pipeline, a connection would first take leave
/// of its peer, who may be the one that doesn't answer.
final class ConnectionRoot: ChannelInboundHandler {
    typealias InboundIn = Any

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is OpenChannels.CloseNow, is IdleStateHandler.IdleStateEvent: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }
}
