/// The interface's description: the OpenAPI document, and the page made from it.
package struct OpenAPIDocument: Sendable {
    /// OpenAPI 3.1, as served.
    package let json: [UInt8]

    /// The page, as served: HTML that runs no script and loads nothing.
    package let page: [UInt8]

    /// Makes the page. Whether `json` is what OpenAPI asks for is *not* checked; what the page can't show is left out.
    ///
    /// - Throws: `JSONError` for what isn't JSON; ``BrokenReference``.
    package init(json: [UInt8]) throws {
        self.json = json
        page = Array(DocumentationPage(description: try APIDescription(parsing: json)).html.markup.utf8)
    }

    /// The document that the build embeds in the binary, `Resources/openapi.json`. The page is made once a process, when it is
    /// first wanted: it takes longer than all else at the start.
    package static func builtIn() throws -> OpenAPIDocument { try embedded.get() }

    /// The same document without its page.
    static var builtInJSON: [UInt8] { PackageResources.openapi_json }

    private static let embedded = Result { try OpenAPIDocument(json: builtInJSON) }
}
