package import VitrineCore
import VitrineOfferTypes

extension Publishing {
    /// Freezes the draft as a version and starts its way to preview. Durable when this returns: the operation is there and
    /// running.
    ///
    /// - Throws: ``Refusal``, in this order: `publisherNotFound`, `offerNotFound`, `validationFailed` with every finding;
    ///   ``OperationInProgress``; `storeUnavailable`. Then nothing was frozen.
    package func publish(_ id: OfferID, notifying emails: [String], by permit: Permit) async throws -> StartedOperation
    {
        let name = OfferName(publisher: permit.publisher, offer: id)
        let request = request(by: permit, emails: emails)
        while true {
            let draft = try await draft(of: name)
            let plan = try workflows[draft.offer.type].plan(for: draft.definition)
            let messages = try await prerequisites(of: draft).messages(at: request.now)
            let artifacts = try artifactWrites(of: draft, request)
            let claim = OfferWrite.claim(version: draft.offer.draftVersion, try claims(of: draft))
            do {
                return try await begin(name, draft, plan, messages, [claim] + artifacts, request)
            } catch is DraftMovedOn {
                // Edited between the check and the freeze: what is frozen has always been checked.
                continue
            } catch is ClaimHeld {
                // Another offer was faster: the check finds that now.
                continue
            }
        }
    }

    private func begin(
        _ name: OfferName,
        _ checked: OfferSnapshot,
        _ plan: [StepPlan],
        _ messages: [StepMessage],
        _ further: [OfferWrite],
        _ request: OperationRequest
    ) async throws -> StartedOperation {
        let started = try await operations.advance(.newest, of: name) { offer, newest in
            guard let offer else { throw Self.noOffer(name) }
            try Self.checkIdle(newest, of: offer)
            guard offer.draftContentTime == checked.offer.draftContentTime, offer.guid == checked.offer.guid else {
                throw DraftMovedOn()
            }
            let frozen = offer.freezingDraft(at: request.now).settingStatus(.running, at: request.now)
            let operation = OfferOperation.publish(frozen, after: newest, plan: plan, saying: messages, request)
            let move = OperationMove(
                operation: operation,
                before: offer,
                after: frozen,
                actor: request.requester,
                action: .publishStarted,
                notices: notices.about(operation, of: frozen, .operationStarted)
            )
            let writes =
                try [.freeze(frozen)] + further + Self.replacing(newest, at: request.now) + move.operationWrites
            return (.write(writes), StartedOperation(operation: operation, offer: frozen))
        }
        wake()
        return started
    }

    /// The order to fetch the version's files, where there are any.
    private func artifactWrites(of draft: OfferSnapshot, _ request: OperationRequest) throws -> [OfferWrite] {
        guard artifacts == .fetch, let type = registry[draft.offer.type] else { return [] }
        guard try !type.artifacts(in: Self.root(of: draft)).isEmpty else { return [] }
        return [.fetch(version: draft.offer.draftVersion, request.id)]
    }

    /// What no other offer may be published with; where rules only advise, nothing is binding.
    private func claims(of draft: OfferSnapshot) throws -> [OfferClaim] {
        try type(of: draft).claims(in: Self.root(of: draft)).map(\.claim).map { claim in
            validation == .enforced ? claim : OfferClaim(field: claim.field, value: claim.value, isBinding: false)
        }
    }

    private func prerequisites(of draft: OfferSnapshot) async throws -> Prerequisites {
        Prerequisites(draft: draft, findings: try await findings(in: draft), policy: validation)
    }

    func draft(of name: OfferName) async throws -> OfferSnapshot {
        switch try await offers.offer(name, .slot(.draft)) {
        case .found(let snapshot): return snapshot
        case .noPublisher: throw Self.noPublisher(name.publisher)
        case .noOffer, .noVersion, .emptySlot: throw Self.noOffer(name)
        }
    }
}

/// The draft that was checked is not the draft that is stored any more.
private struct DraftMovedOn: Error {}
