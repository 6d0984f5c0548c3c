import VitrineOfferTypes

/// A type with every kind of rule, most of which the built-in types don't need yet.
enum MadeUpType {
    static let text = """
        {
          "format": 1, "kind": "type", "id": "made-up", "displayName": "Made up", "version": 3,
          "modules": [], "guards": [],
          "arrays": [
            {"path": "/plans", "itemID": "planId"},
            {"path": "/plans/*/editions", "itemID": "planId"},
            {"path": "/offer/registries", "itemID": "name"},
            {"path": "/offer/links", "itemID": "id"}
          ],
          "closedObjects": [
            {"path": "/offer/box", "open": ["label", "Size"]},
            {"path": "/offer/registries/*", "open": ["name", "host"]},
            {"path": "/plans/*/repository", "open": ["user"]}
          ],
          "secrets": [
            "/offer/token",
            "/offer/group/inner/key",
            "/plans/*/password",
            "/plans/*/editions/*/key"
          ],
          "fields": []
        }
        """

    static func offerType() throws -> OfferType {
        let registry = try OfferTypeRegistry(files: [RegistryFile("made-up.json", Array(text.utf8))])
        return registry.types[0]
    }
}
