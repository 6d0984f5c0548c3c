import ExactJSON
import HTTPTypes
import Hummingbird
import VitrineCatalog
import VitrineCore

/// Publishers.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers` | a token | the publishers in which the caller has a role |
/// | GET | `/api/publishers/{publisher}` | reader | one of them |
struct PublisherRoutes: Sendable {
    let catalog: Catalog

    var endpoints: [Endpoint] {
        [
            .signedIn(.get, "/api/publishers") { _, principal in
                let publishers = try await catalog.publishers(of: principal)
                var writer = JSONWriter()
                writer.beginArray()
                for publisher in publishers { Self.write(publisher, to: &writer) }
                writer.endArray()
                return .json(writer.bytes)
            },
            .member(.reader, .get, "/api/publishers/{publisher}") { _, permit in
                var writer = JSONWriter()
                Self.write(try await catalog.publisher(by: permit), to: &writer)
                return .json(writer.bytes)
            },
        ]
    }

    /// `{"id","version","definition":{"displayText","offerTypeCategories","sellerId"}}`. Source: wire contract, section 3.
    private static func write(_ publisher: Publisher, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", publisher.id.text)
        writer.member("version", publisher.version)
        writer.name("definition")
        writer.beginObject()
        writer.member("displayText", publisher.name)
        writer.name("offerTypeCategories")
        writer.beginArray()
        for category in publisher.offerTypeCategories { writer.string(category) }
        writer.endArray()
        writer.member("sellerId", publisher.sellerID)
        writer.endObject()
        writer.endObject()
    }
}
