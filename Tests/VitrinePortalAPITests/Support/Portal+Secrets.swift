import VitrineCore
import VitrineServer
import VitrineTestKit
import VitrineVault

extension Portal {
    /// A draft's secrets, opened: the JSON text of each by its path.
    func secrets(of offer: String = "vm") async throws -> [String: String] {
        let secrets = try await openedSecrets(of: offer)
        return Dictionary(uniqueKeysWithValues: secrets.map { ($0.path.description, $0.value) })
    }

    /// A draft's secrets, opened, in the order of their paths. Paths compare by bytes, texts don't.
    func openedSecrets(of offer: String = "vm") async throws -> [(path: SecretPath, value: String)] {
        let installation = fixture.served.installation
        let store: any OfferStore = installation.store
        let name = OfferName(publisher: PortalFixture.contoso, offer: OfferID(stored: offer))
        let (_, stored) = try await store.change(name) { (OfferDecision.keep, $0) }
        guard let stored else { return [] }
        let keys = try await installation.vault.keys(of: PortalFixture.contoso)
        return try stored.content.secrets.map { secret in
            let bytes = try keys.open(secret.value, at: secret.path, of: stored.offer.guid)
            return (secret.path, String(decoding: bytes, as: UTF8.self))
        }
    }
}
