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
/// | GET | `/api/offerTypes/{offerType}` | a token | one of them, with its fields |
struct OfferTypeRoutes: Sendable {
    let registry: OfferTypeRegistry

    var endpoints: [Endpoint] {
        [
            .signedIn(.get, "/api/offerTypes") { _, _ in
                var writer = JSONWriter()
                writer.beginArray()
                for type in registry.types { Self.write(type, withFields: false, to: &writer) }
                writer.endArray()
                return .json(writer.bytes)
            },
            .signedIn(.get, "/api/offerTypes/{offerType}") { call, _ in
                let id = try OfferTypeID(lookup: call.parameters.text("offerType"))
                guard let type = registry[id] else {
                    throw Refusal(.offerTypeNotFound, "There is no offer type '\(id)'.")
                }
                var writer = JSONWriter()
                Self.write(type, withFields: true, to: &writer)
                return .json(writer.bytes)
            },
        ]
    }

    private static func write(_ type: OfferType, withFields: Bool, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", type.id.rawValue)
        writer.member("displayName", type.displayName)
        writer.member("currentVersion", Int64(type.currentVersion))
        if withFields {
            writer.name("fields")
            writer.beginArray()
            for field in type.fields { write(field, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func write(_ field: OfferField, to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, text) in [
            ("key", field.key), ("level", field.level.rawValue), ("type", field.type), ("required", field.required),
            ("limits", field.limits), ("evidence", field.evidence),
        ] {
            writer.member(name, text)
        }
        writer.member("secret", field.isSecret)
        writer.endObject()
    }
}
