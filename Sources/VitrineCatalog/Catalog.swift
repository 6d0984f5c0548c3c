package import VitrineCore
package import VitrineOfferTypes
package import VitrineVault

/// Offers at rest: create, change, retrieve, list, delete. Each use case is a file of its own.
///
/// Every use case takes a ``Permit``; nothing here asks who is calling.
package struct Catalog: Sendable {
    let offers: any OfferStore
    let publishers: any AccessStore
    let registry: OfferTypeRegistry
    let vault: Vault
    let clock: any WallClock
    let profile: WireProfile
    let artifacts: CatalogArtifacts
    let knownPublishers = Recent<PublisherID, Publisher>(maximumCost: 2_000)

    package init(
        offers: any OfferStore,
        publishers: any AccessStore,
        registry: OfferTypeRegistry,
        vault: Vault,
        clock: any WallClock,
        profile: WireProfile,
        artifacts: CatalogArtifacts
    ) {
        self.offers = offers
        self.publishers = publishers
        self.registry = registry
        self.vault = vault
        self.clock = clock
        self.profile = profile
        self.artifacts = artifacts
    }
}
