package import VitrineCore

extension Catalog {
    /// Largest page of a log of changes.
    package static let largestLogPage = 1_000

    /// The log of changes of the offers of that name, newest first: at most `limit` entries, and at most ``largestLogPage``;
    /// only those whose number is less than `before` where that is given.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`, or `offerNotFound` where there never was such an offer.
    package func changes(
        of id: OfferID,
        before: Int64?,
        limit: Int,
        by permit: Permit
    ) async throws -> [LoggedChange] {
        let name = OfferName(publisher: permit.publisher, offer: id)
        let limit = min(max(1, limit), Self.largestLogPage)
        switch try await offers.changes(of: name, before: before, limit: limit) {
        case .found(let changes): return changes
        case .noOffer: throw Self.noOffer(name)
        case .noPublisher: throw Self.noPublisher(name.publisher)
        }
    }
}
