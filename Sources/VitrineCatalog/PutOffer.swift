import ExactJSON
package import VitrineCore
import VitrineOfferTypes
import VitrineVault

/// What a PUT did.
package struct PutOutcome: Sendable {
    /// The draft as it stands afterwards.
    package let snapshot: OfferSnapshot
    package let effect: Effect

    /// How a PUT ended.
    package enum Effect: Sendable {
        case created

        /// The content was replaced. `unconditionally`: there was an offer, and no `If-Match` to guard it.
        case replaced(unconditionally: Bool)

        /// The content is what it was; so are the entity tag and the times.
        case unchanged
    }
}

extension Catalog {
    /// Creates an offer or replaces its draft. Durable when this returns.
    ///
    /// Secrets are split off and sealed; the definition is kept to the byte. Comparison with `If-Match` and write are one
    /// transaction.
    ///
    /// - Throws: ``Refusal``, in this order: `badRequest` for a body that can't be understood or stored, for an unknown or
    ///   missing offer type; then what ``WritePrecondition/checkReplacing(_:requiringIfMatch:)`` throws; then `badRequest`
    ///   for an id or type that isn't the stored offer's; `storeUnavailable`.
    package func put(
        _ body: [UInt8],
        as id: OfferID,
        if precondition: WritePrecondition,
        by permit: Permit
    ) async throws -> PutOutcome {
        let sent = try OfferDocument(parsing: body, for: permit.publisher)
        let name = OfferName(publisher: permit.publisher, offer: id)
        let type = try await type(of: sent, for: name)
        let document = try await restoringArtifacts(of: sent, as: type, for: name)
        let definition = try type.split(document.definition, of: document.document)
        var draft = ProposedDraft(
            name: name,
            document: document,
            type: type.id,
            definition: definition,
            keys: try await vault.keys(of: permit.publisher),
            publisher: try await publisher(by: permit),
            precondition: precondition,
            requiringIfMatch: profile.requiresIfMatch,
            actor: permit.principal.name,
            guid: GUID.random(),
            round: artifacts.fetches && !type.artifacts(in: document.definition).isEmpty ? GUID.random() : nil,
            time: clock.now()
        )
        do {
            return try await write(draft)
        } catch is KeyUnavailable {
            // A secret was sealed meanwhile with a key that is newer than those at hand.
            draft.keys = try await vault.keys(of: permit.publisher)
            return try await write(draft)
        }
    }

    private func write(_ draft: ProposedDraft) async throws -> PutOutcome {
        let (snapshot, effect) = try await offers.change(draft.name, deciding: draft.decide)
        guard let snapshot else { throw Self.noOffer(draft.name) }
        if draft.round != nil { artifacts.wake() }
        return PutOutcome(snapshot: snapshot, effect: effect)
    }

    /// The type that the body names, or, where it names none, the stored offer's.
    func type(of document: OfferDocument, for name: OfferName) async throws -> OfferType {
        let target = JSONPointer(tokens: ["offerTypeId"])
        guard let id = try await typeID(of: document, for: name) else {
            throw Refusal(.badRequest, "A new offer needs an offerTypeId.", at: target)
        }
        guard let type = registry[id] else {
            throw Refusal(.badRequest, "There is no such offer type. GET /api/offerTypes lists the types.", at: target)
        }
        return type
    }

    private func typeID(of document: OfferDocument, for name: OfferName) async throws -> OfferTypeID? {
        if let type = document.type { return type }
        guard case .found(let stored) = try await offers.offer(name, .slot(.draft)) else { return nil }
        return stored.offer.type
    }
}
