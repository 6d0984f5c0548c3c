import HTTPTypes
import NIOCore
import NIOHTTPTypes
import VitrineCore
import VitrinePortalAPI

/// The answer to a request that could not even be read: written straight to the connection, which then ends.
enum RefusedHead {
    static func write(_ refusal: Refusal, to context: ChannelHandlerContext) {
        let body = ErrorBody.json(refusal)
        let id = GUID.random().description
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.contentLength] = String(body.count)
        headers[.connection] = "close"
        headers[.correlationRequestID] = id
        headers[.requestID] = id
        let head = HTTPResponse(status: refusal.code.status, headerFields: headers)
        context.write(wrap(.head(head)), promise: nil)
        context.write(wrap(.body(ByteBuffer(bytes: body))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in loopBound.value.close(promise: nil) }
        context.writeAndFlush(wrap(.end(nil)), promise: written)
    }

    private static func wrap(_ part: HTTPResponsePart) -> NIOAny { NIOAny(part) }
}
