package import VitrineCore

extension Catalog {
    /// Removes an offer that was never published, with its draft and its secrets. Its log of changes stays.
    ///
    /// - Throws: ``Refusal``, in this order: what ``WritePrecondition/checkDeleting(_:)`` throws, `offerNotFound`,
    ///   `offerPublished`.
    package func delete(_ id: OfferID, if precondition: WritePrecondition, by permit: Permit) async throws {
        let name = OfferName(publisher: permit.publisher, offer: id)
        let now = clock.now()
        let actor = permit.principal.name
        _ = try await offers.change(name) { stored in
            try precondition.checkDeleting(stored?.offer)
            guard let offer = stored?.offer else { throw Self.noOffer(name) }
            guard !offer.wasPublished else {
                throw Refusal(
                    .offerPublished,
                    "The offer '\(offer.id)' was published. Only one that never was can be deleted."
                )
            }
            return (.write([.log(.deletion(of: offer, by: actor, at: now)), .removal]), ())
        }
    }
}
