package import VitrineArtifacts

/// What the catalog has to do with the files that offers lead to.
package struct CatalogArtifacts: Sendable {
    /// Where files of the store are shown.
    let addresses: ArtifactAddresses

    /// Whether a new draft asks for its files.
    let fetches: Bool

    /// Wakes who fetches them.
    let wake: @Sendable () -> Void

    /// Of a catalog that fetches nothing and shows every URL as it is.
    package static let none = CatalogArtifacts(
        addresses: ArtifactAddresses(links: { nil }, origin: { nil }),
        fetches: false,
        wake: {}
    )

    package init(addresses: ArtifactAddresses, fetches: Bool, wake: @escaping @Sendable () -> Void) {
        self.addresses = addresses
        self.fetches = fetches
        self.wake = wake
    }
}
