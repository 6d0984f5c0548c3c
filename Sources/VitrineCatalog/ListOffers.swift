package import VitrineCore

extension Catalog {
    /// Largest page of a list.
    package static let largestPage = 1_000

    /// A page of a publisher's offers, ordered by id.
    ///
    /// - Parameters:
    ///   - type: Only offers of this type, when given; a type that doesn't exist has none.
    ///   - after: Only offers that come after this one, when given.
    ///   - limit: At most this many, 1 to ``largestPage``.
    package func list(
        type: OfferTypeID?,
        after: OfferID?,
        limit: Int,
        by permit: Permit
    ) async throws -> [OfferSummary] {
        try await offers.offers(of: permit.publisher, type: type, after: after, limit: limit)
    }
}
