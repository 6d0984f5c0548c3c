import HTTPTypes
import Hummingbird
package import HummingbirdCore
import NIOCore

/// The interface's own description.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/openapi.json` | nothing | OpenAPI 3.1 of everything that is served |
/// | GET | `/docs` | nothing | the same as a page that needs no network |
struct DocumentationRoutes: Sendable {
    var endpoints: [Endpoint] {
        [
            .open(.get, "/openapi.json") { _ in .json(OpenAPIDocument.builtInJSON) },
            .open(.get, "/docs") { _ in .page(try OpenAPIDocument.builtIn()) },
        ]
    }
}

extension Response {
    /// A document's page, which runs no script and loads nothing.
    package static func page(_ document: OpenAPIDocument) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.page)))
    }
}
