package import VitrineCore

extension Catalog {
    /// Largest page of a list.
    package static let largestPage = 1_000

    /// A page of a publisher's offers, ordered by id: at most `limit` of them, only those of `type` and those that come
    /// after the offer `after`, where these are given. A type that doesn't exist has no offers.
    package func list(
        type: OfferTypeID?,
        after: OfferID?,
        limit: Int,
        by permit: Permit
    ) async throws -> [OfferSummary] {
        try await offers.offers(of: permit.publisher, type: type, after: after, limit: limit)
    }
}
