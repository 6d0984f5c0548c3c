import NIOCore
import NIOHTTP1

/// Where a client's answers go out, be it a connection or one stream of it.
///
/// A class, because the next request may come in, and be answered, while the end of an answer is being written.
final class AnswerStream {
    private let context: ChannelHandlerContext
    private var lastWrite: EventLoopFuture<Void>

    init(_ context: ChannelHandlerContext) {
        self.context = context
        lastWrite = context.eventLoop.makeSucceededVoidFuture()
    }

    /// Once something couldn't be written, nothing can come after it.
    func write(_ part: HTTPServerResponsePart) {
        let written = context.eventLoop.makePromise(of: Void.self)
        lastWrite = written.futureResult
        let context = context
        lastWrite.assumeIsolated().whenFailure { _ in context.close(promise: nil) }
        context.write(RequestForwarder.wrapOutboundOut(part), promise: written)
    }

    func flush() {
        context.flush()
    }

    /// Calls back when all that was written is on its way.
    func afterLastWrite(_ next: @escaping () -> Void) {
        context.flush()
        lastWrite.assumeIsolated().whenComplete { _ in next() }
    }
}
