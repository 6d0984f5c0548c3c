import VitrineCore
import VitrineServer
import VitrineTestKit
import VitrineVault

extension Portal {
    /// A draft's secrets, opened: the JSON text of each by its path.
    func secrets(of offer: String = "vm") async throws -> [String: String] {
        let installation = fixture.served.installation
        let store: any OfferStore = installation.store
        let name = OfferName(publisher: PortalFixture.contoso, offer: OfferID(stored: offer))
        let (_, stored) = try await store.change(name) { (OfferDecision.keep, $0) }
        guard let stored else { return [:] }
        let keys = try await installation.vault.keys(of: PortalFixture.contoso)
        var secrets: [String: String] = [:]
        for secret in stored.content.secrets {
            let bytes = try keys.open(secret.value, at: secret.path, of: stored.offer.guid)
            secrets[secret.path.description] = String(decoding: bytes, as: UTF8.self)
        }
        return secrets
    }
}
