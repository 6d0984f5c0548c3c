import ExactJSON
package import VitrineCore
package import VitrineOfferTypes
import VitrineVault

extension Publishing {
    /// Everything that stands against publishing the offer's draft, and that its publisher should know. Changes nothing.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound` or `offerNotFound`.
    package func validate(_ id: OfferID, by permit: Permit) async throws -> Findings {
        let name = OfferName(publisher: permit.publisher, offer: id)
        return try await findings(in: draft(of: name))
    }

    /// What the rules of its type say of a draft, held against what is live and what other offers are published with.
    func findings(in draft: OfferSnapshot) async throws -> Findings {
        let type = try type(of: draft)
        var findings = try await type.findingsAside(
            in: await document(draft),
            live: await live(draft.offer),
            at: clock.now()
        )
        let spots = try type.claims(in: Self.root(of: draft))
        let name = OfferName(publisher: draft.offer.publisher, offer: draft.offer.id)
        findings.add(spots, heldBy: try await offers.holders(of: spots.map(\.claim), besides: name))
        return findings
    }

    func type(of draft: OfferSnapshot) throws(Refusal) -> OfferType {
        if let type = registry[draft.offer.type] { return type }
        throw Refusal(
            .validationFailed,
            "This server doesn't know the offer's type '\(draft.offer.type)' any more. Ask its operator for the type's file."
        )
    }

    private func live(_ offer: Offer) async throws -> ValidatedDocument? {
        guard offer.production != nil else { return nil }
        let name = OfferName(publisher: offer.publisher, offer: offer.id)
        guard case .found(let snapshot) = try await offers.offer(name, .slot(.production)) else { return nil }
        return try ValidatedDocument(Self.root(of: snapshot), secrets: snapshot.secretPlaces ?? [])
    }

    /// With its secrets opened, for as long as they are looked at.
    private func document(_ draft: OfferSnapshot) async throws -> ValidatedDocument {
        let root = try Self.root(of: draft)
        guard !draft.secretFields.isEmpty else { return ValidatedDocument(root, secrets: [:]) }
        let offer = draft.offer
        let name = OfferName(publisher: offer.publisher, offer: offer.id)
        let sealed = try await offers.secrets(of: name, .slot(.draft))
        let opened = try await vault.keys(of: offer.publisher).open(sealed, of: offer.guid)
        return ValidatedDocument(root, secrets: try opened.mapValues { try JSONDocument(parsing: $0).root })
    }

    static func root(of snapshot: OfferSnapshot) throws -> JSONValue {
        try JSONDocument(parsing: snapshot.definition, limits: JSONLimits(maximumBytes: .max)).root
    }
}
