package import NIOCore
package import NIOHTTP1

/// Tells a client that waits with its body for a word, by `Expect: 100-continue`, to go on. It would wait a second otherwise,
/// and some clients do so for every body.
///
/// Nothing is said while an answer before it is on its way: it would be taken for a part of that. Source: RFC 9110, section
/// 10.1.1.
package final class Continuations: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    /// Requests whose answer isn't all written.
    private var unanswered = 0

    package init() {}

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) {
            if unanswered == 0, head.waitsForAWord {
                let word = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(word)), promise: nil)
            }
            unanswered += 1
        }
        context.fireChannelRead(data)
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }
}

extension HTTPRequestHead {
    /// One of HTTP/1.0 can't read the word.
    fileprivate var waitsForAWord: Bool {
        version == .http1_1 && headers["expect"].contains { $0.lowercased() == "100-continue" }
    }
}
