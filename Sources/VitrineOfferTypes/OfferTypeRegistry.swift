package import VitrineCore
package import VitrinePrices

/// The offer types that this server knows.
package struct OfferTypeRegistry: Sendable {
    /// Ordered by id.
    package let types: [OfferType]

    /// What prices are derived from and held against; `nil` for a registry without regions or currencies.
    package let prices: PriceBook?

    private let typesByID: [OfferTypeID: OfferType]

    /// Reads and checks `files` as a whole: a registry with anything wrong in it is no registry.
    package init(files: [RegistryFile]) throws(RegistryError) {
        try self.init(RegistryLibrary(files))
    }

    init(_ library: RegistryLibrary) throws(RegistryError) {
        types = try library.offerTypes().sorted { $0.id.rawValue < $1.id.rawValue }
        prices = library.priceBook
        typesByID = Dictionary(types.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The type of this id, compared to the letter.
    package subscript(id: OfferTypeID) -> OfferType? { typesByID[id] }
}
