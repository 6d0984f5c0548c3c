import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The interface's own description.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/openapi.json` | nothing | OpenAPI 3.1 of everything that is served |
/// | GET | `/docs` | nothing | the same as a page that needs no network |
struct DocumentationRoutes: Sendable {
    let document: OpenAPIDocument

    /// The page runs no script and loads nothing.
    private static let contentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

    var endpoints: [Endpoint] {
        [
            .open(.get, "/openapi.json") { _ in .json(document.json) },
            .open(.get, "/docs") { _ in
                var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
                headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
                headers[.xContentTypeOptions] = "nosniff"
                return Response(
                    status: .ok,
                    headers: headers,
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.page))
                )
            },
        ]
    }
}
