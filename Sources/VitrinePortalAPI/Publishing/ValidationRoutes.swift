import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCatalog
import VitrineCore
import VitrineOfferTypes
import VitrinePublishing

/// What stands against a publish, without one. Ours: the contract has none of it.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | POST | `/api/publishers/{publisher}/offers/{offer}/validate` | reader | the findings in the stored draft, or in the body |
struct ValidationRoutes: Sendable {
    let catalog: Catalog
    let publishing: Publishing

    private static let validate: PathPattern = "/api/publishers/{publisher}/offers/{offer}/validate"

    var endpoints: [Endpoint] {
        [
            .member(.reader, .post, Self.validate) { call, permit in
                let body = try await call.optionalJSON()
                let id = try call.offerID()
                let isDraft = !body.contains { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
                let findings =
                    isDraft
                    ? try await publishing.validate(id, by: permit)
                    : try await catalog.validate(body, as: id, by: permit)
                return .json(Self.rendering(findings))
            }
        ]
    }

    private static func rendering(_ findings: Findings) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 1024)
        writer.beginObject()
        writer.member("publishable", findings.errors.isEmpty)
        writer.name("findings")
        writer.beginArray()
        for finding in findings.all {
            writer.beginObject()
            writer.member("code", finding.code.rawValue)
            writer.member("level", finding.level.rawValue)
            writer.member("target", finding.place.description)
            writer.member("message", finding.message)
            writer.endObject()
        }
        writer.endArray()
        writer.member("count", Int64(findings.count))
        writer.endObject()
        return writer.bytes
    }
}
