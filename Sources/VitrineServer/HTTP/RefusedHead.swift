import HTTPTypes
import NIOCore
import NIOHTTPTypes
import VitrineCore
import VitrinePortalAPI

/// The answer to a request that could not even be read: written straight to the connection.
enum RefusedHead {
    /// - Returns: When it is written.
    static func write(_ refusal: Refusal, to context: ChannelHandlerContext, _ log: RequestLog) -> EventLoopFuture<Void>
    {
        let body = ErrorBody.json(refusal)
        let id = GUID.random()
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.contentLength] = String(body.count)
        headers[.connection] = "close"
        headers[.correlationRequestID] = id.description
        headers[.requestID] = id.description
        let head = HTTPResponse(status: refusal.code.status, headerFields: headers)
        context.write(wrap(.head(head)), promise: nil)
        context.write(wrap(.body(ByteBuffer(bytes: body))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrap(.end(nil)), promise: written)
        log.refusedUnread(refusal, id)
        return written.futureResult
    }

    private static func wrap(_ part: HTTPResponsePart) -> NIOAny { NIOAny(part) }
}
