import ExactJSON
import HTTPTypes
import Hummingbird
import VitrineCore
import VitrineOfferTypes

/// The registry of offer types.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/offerTypes` | a token | id, display name and current version of each |
/// | GET | `/api/offerTypes/{offerType}` | a token | one of them, with its fields and rules |
struct OfferTypeRoutes: Sendable {
    let registry: OfferTypeRegistry

    var endpoints: [Endpoint] {
        [
            .signedIn(.get, "/api/offerTypes") { _, _ in
                var writer = JSONWriter()
                writer.beginArray()
                for type in registry.types { Self.writeSummary(type, to: &writer) }
                writer.endArray()
                return .json(writer.bytes)
            },
            .signedIn(.get, "/api/offerTypes/{offerType}") { call, _ in
                let id = try OfferTypeID(lookup: call.parameters.text("offerType"))
                guard let type = registry[id] else {
                    throw Refusal(.offerTypeNotFound, "There is no offer type '\(id)'.")
                }
                var writer = JSONWriter()
                type.write(to: &writer)
                return .json(writer.bytes)
            },
        ]
    }

    private static func writeSummary(_ type: OfferType, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", type.id.rawValue)
        writer.member("displayName", type.displayName)
        writer.member("currentVersion", Int64(type.currentVersion))
        writer.endObject()
    }
}
