import NIOCore
import NIOHPACK
import NIOHTTP2

/// Stands between a stream and the codec that makes HTTP/1 of it, for the two things that the codec can't say.
final class StreamFraming: ChannelDuplexHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias InboundOut = HTTP2Frame.FramePayload
    typealias OutboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    /// Ends the stream as one that broke.
    struct Break: Sendable {}

    private var hasHead = false

    /// A head that doesn't end its stream is followed by a body. The codec leaves that out for GET and its like, and such a
    /// body would be sent on without anything that says where it ends.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasHead, case .headers(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        hasHead = true
        if !head.endStream, !head.headers.contains(name: "content-length") {
            head.headers.add(name: "transfer-encoding", value: "chunked")
        }
        context.fireChannelRead(wrapInboundOut(.headers(head)))
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Break else { return context.triggerUserOutboundEvent(event, promise: promise) }
        context.writeAndFlush(wrapOutboundOut(.rstStream(.internalError)), promise: promise)
    }
}
