import ExactJSON
import VitrineCore
import VitrineOfferTypes
import VitrineRehearsal

/// Secrets for the offers in a request that was kept without them.
struct MadeUpSecrets {
    let registry: OfferTypeRegistry

    /// The body with a made-up value in each masked secret's place, one that the rules of secrets take. Nobody knows the real one.
    func body(of request: Exchange.Request) -> [UInt8] {
        guard !request.secrets.isEmpty, let document = try? JSONDocument(parsing: request.body.bytes),
            let definition = document.root["definition"]
        else { return request.body.bytes }
        let type = document.root["offerTypeId"]?.string.flatMap { registry[OfferTypeID(rawValue: $0)] }
        let edits = request.secrets.compactMap { secret -> JSONEdit? in
            guard let pointer = JSONPointer(secret.place), let value = definition.descendant(pointer),
                value.equals(JournalMasking.mask)
            else { return nil }
            return .replace(value, with: JSONText.string(Self.value(of: pointer.tokens.last ?? "", in: type)))
        }
        return document.replacing(edits)
    }

    private static func value(of key: String, in type: OfferType?) -> String {
        let field = type?.fields.first { $0.isSecret && $0.key.split(separator: ".").last.map(String.init) == key }
        return field?.type.contains("url") == true
            ? "https://replay.example/"
            : "DefaultEndpointsProtocol=https;AccountName=replay;AccountKey=cmVwbGF5;EndpointSuffix=core.windows.net"
    }
}
