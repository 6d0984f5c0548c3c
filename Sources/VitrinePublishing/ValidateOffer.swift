import ExactJSON
package import VitrineCore
package import VitrineOfferTypes

extension Publishing {
    /// Everything that stands against publishing the offer's draft, and that its publisher should know. Changes nothing.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound` or `offerNotFound`.
    package func validate(_ id: OfferID, by permit: Permit) async throws -> Findings {
        let name = OfferName(publisher: permit.publisher, offer: id)
        return try await findings(in: draft(of: name))
    }

    /// What the rules of its type say of a draft, held against what is live.
    func findings(in draft: OfferSnapshot) async throws -> Findings {
        guard let type = registry[draft.offer.type] else {
            throw Refusal(
                .validationFailed,
                "This server doesn't know the offer's type '\(draft.offer.type)' any more. Ask its operator for the type's file."
            )
        }
        return try await type.findingsAside(
            in: await document(draft),
            live: await live(draft.offer),
            at: clock.now()
        )
    }

    private func live(_ offer: Offer) async throws -> ValidatedDocument? {
        guard offer.production != nil else { return nil }
        let name = OfferName(publisher: offer.publisher, offer: offer.id)
        guard case .found(let snapshot) = try await offers.offer(name, .slot(.production)) else { return nil }
        return try ValidatedDocument(Self.root(of: snapshot), secrets: snapshot.secretPlaces ?? [])
    }

    private func document(_ draft: OfferSnapshot) async throws -> ValidatedDocument {
        try ValidatedDocument(Self.root(of: draft), secrets: await secretPlaces(of: draft))
    }

    /// From the snapshot, or, of very many, from the draft's own list.
    private func secretPlaces(of draft: OfferSnapshot) async throws -> [JSONPointer] {
        if let places = draft.secretPlaces { return places }
        let name = OfferName(publisher: draft.offer.publisher, offer: draft.offer.id)
        let (_, places) = try await offers.change(name) { stored in
            (.keep, stored?.content.secrets.compactMap(\.pointer) ?? [])
        }
        return places
    }

    static func root(of snapshot: OfferSnapshot) throws -> JSONValue {
        try JSONDocument(parsing: snapshot.definition, limits: JSONLimits(maximumBytes: .max)).root
    }
}
