import ExactJSON

/// The interface's description: the OpenAPI document, and the page made from it.
package struct OpenAPIDocument: Sendable {
    /// OpenAPI 3.1, as served.
    package let json: [UInt8]

    /// The page, as served.
    package let page: [UInt8]

    package static func builtIn() throws -> OpenAPIDocument {
        OpenAPIDocument(json: Array("{}".utf8), page: Array("".utf8))
    }
}
