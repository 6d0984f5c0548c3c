package import HTTPTypes
import Hummingbird
package import HummingbirdCore
import NIOCore
import VitrineCore

extension Response {
    static let jsonContentType = "application/json; charset=utf-8"

    /// An answer with a complete JSON text.
    package static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response
    {
        json(ByteBuffer(bytes: bytes), status: status, headers: headers)
    }

    static func json(_ body: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = jsonContentType
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// An answer without a body.
    package static func empty(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) -> Response {
        var response = Response(status: status, headers: headers)
        if status == .noContent || status == .notModified { response.headers[.contentLength] = nil }
        return response
    }

    static func refusal(_ refusal: Refusal) -> Response {
        var headers: HTTPFields = [:]
        if refusal.code == .storeUnavailable { headers[.retryAfter] = "5" }
        return json(ErrorBody.json(refusal), status: refusal.code.status, headers: headers)
    }

    /// This answer as HEAD has it: the same head, no body.
    var withoutBody: Response {
        guard let length = body.contentLength, headers[.contentLength] != nil else {
            return Response(status: status, headers: headers, body: ResponseBody { try await $0.finish(nil) })
        }
        return Response(
            status: status,
            headers: headers,
            body: ResponseBody(contentLength: length) { try await $0.finish(nil) }
        )
    }
}
