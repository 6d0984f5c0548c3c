/// A namespace that owns offers.
package struct Publisher: Sendable, Equatable {
    package let id: PublisherID

    /// The name that people read; the wire's `displayText`.
    package let name: String

    /// Words for what this publisher offers; served as `offerTypeCategories`.
    package let offerTypeCategories: [String]

    /// The seller's id in the marketplace's books; empty where it has none.
    package let sellerID: String

    /// Which form of operation URL new offers get.
    package let migration: MigrationStatus

    /// Where mail about migrated offers and about approvals goes; empty where nobody wants it.
    package let contact: String

    /// Starts at 1 and grows with each change of this record.
    package let version: Int64

    package init(
        id: PublisherID,
        name: String,
        offerTypeCategories: [String] = [],
        sellerID: String = "",
        migration: MigrationStatus = .migrated,
        contact: String = "",
        version: Int64 = 1
    ) {
        self.id = id
        self.name = name
        self.offerTypeCategories = offerTypeCategories
        self.sellerID = sellerID
        self.migration = migration
        self.contact = contact
        self.version = version
    }
}
