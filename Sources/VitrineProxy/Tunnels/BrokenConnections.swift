import NIOCore
import NIOHTTP2

/// Ends HTTP/2 connections that broke. The library only says so to the client, who may never listen.
final class BrokenConnections: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What is wrong with one stream is that stream's.
        guard !(error is NIOHTTP2Errors.StreamError) else { return }
        context.close(promise: nil)
    }
}
