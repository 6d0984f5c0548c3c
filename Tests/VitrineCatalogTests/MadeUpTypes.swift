import VitrineCore
import VitrineOfferTypes

/// Two offer types with few fields and every kind of secret.
enum MadeUpTypes {
    static let first = "made-up"
    static let second = "other"

    static func registry() throws -> OfferTypeRegistry {
        try OfferTypeRegistry(files: [first, second].map { RegistryFile("\($0).json", Array(text(of: $0).utf8)) })
    }

    private static func text(of id: String) -> String {
        """
        {
          "format": 1, "kind": "type", "id": "\(id)", "displayName": "Made up", "version": 3,
          "modules": [], "guards": [],
          "arrays": [
            {"path": "/plans", "itemID": "planId"},
            {"path": "/plans/*/editions", "itemID": "planId"}
          ],
          "closedObjects": [{"path": "/offer/leads", "open": ["label"]}],
          "secrets": ["/offer/token", "/plans/*/password", "/plans/*/editions/*/key"],
          "fields": []
        }
        """
    }
}
