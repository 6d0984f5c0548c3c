import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCatalog
import VitrineCore

/// What differs between two states of an offer. Ours: the contract has none of it.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/diff` | reader | a JSON Patch from `from` to `to` |
struct ComparisonRoutes: Sendable {
    let catalog: Catalog

    private static let comparison: PathPattern = "/api/publishers/{publisher}/offers/{offer}/diff"

    var endpoints: [Endpoint] {
        [
            .member(.reader, .get, Self.comparison) { call, permit in
                let from = try Self.selector(call.query["from"] ?? "production", "from")
                let to = try Self.selector(call.query["to"] ?? "draft", "to")
                let patch = try await catalog.compare(call.offerID(), from: from, to: to, by: permit)
                var response = Response.json(patch.json)
                response.headers[.contentType] = "application/json-patch+json"
                return response
            }
        ]
    }

    /// A slot's name or a version's number.
    private static func selector(_ text: String, _ name: String) throws(Refusal) -> OfferSelector {
        if let slot = Slot(pathName: text) { return .slot(slot) }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let version = Int64(text), version > 0 {
            return .version(version)
        }
        throw Refusal(.badRequest, "\(name) is draft, preview, production or a version's number.")
    }
}
