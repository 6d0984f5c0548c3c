import HTTPTypes
import NIOCore
import NIOHTTP1
import VitrineCore
import VitrinePortalAPI

/// The answer to a request that could not even be read: written straight to the connection.
enum RefusedHead {
    /// - Returns: When it is written.
    static func write(_ refusal: Refusal, to context: ChannelHandlerContext, _ log: RequestLog) -> EventLoopFuture<Void>
    {
        let body = ErrorBody.json(refusal)
        let id = GUID.random()
        let headers: HTTPHeaders = [
            "content-type": "application/json; charset=utf-8",
            "content-length": String(body.count),
            "connection": "close",
            HTTPField.Name.correlationRequestID.rawName: id.description,
            HTTPField.Name.requestID.rawName: id.description,
        ]
        let status = HTTPResponseStatus(statusCode: refusal.code.status.code)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrap(.head(head)), promise: nil)
        context.write(wrap(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrap(.end(nil)), promise: written)
        log.refusedUnread(refusal, id)
        return written.futureResult
    }

    private static func wrap(_ part: HTTPServerResponsePart) -> NIOAny { NIOAny(part) }
}
