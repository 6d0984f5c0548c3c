package import VitrineCore

/// What a cancel did.
package enum CancelOutcome: Sendable {
    /// The worker carries it out.
    case requested(StartedOperation)

    /// It is done: a preview was given up.
    case canceled(StartedOperation)

    /// Nothing was running, and nothing was changed.
    case nothingToCancel
}

extension Publishing {
    /// Cancels the offer's running operation, or gives up the preview that waits for sign-off. `emails` are told of its end
    /// beside those whom the operation tells anyway.
    ///
    /// - Throws: ``Refusal``, in this order: `publisherNotFound`, `offerNotFound`; `cannotCancel` when the version is on
    ///   its way into production already; `noActiveOperation` where the profile wants it; `storeUnavailable`.
    package func cancel(_ id: OfferID, notifying emails: [String], by permit: Permit) async throws -> CancelOutcome {
        let name = OfferName(publisher: permit.publisher, offer: id)
        let now = clock.now()
        let actor = permit.principal.name
        let refusesIdle = profile.refusesIdleCancel
        let outcome: CancelOutcome = try await operations.advance(.newest, of: name) { offer, newest in
            guard let offer else { throw Self.noOffer(name) }
            guard let newest, newest.state == .running || newest.stage == .previewed else {
                if refusesIdle { throw Self.nothingRuns }
                return (.keep, .nothingToCancel)
            }
            guard newest.stage != .canceling else {
                return (.keep, .requested(StartedOperation(operation: newest, offer: offer)))
            }
            let (operation, effects) = try newest.applying(.cancelAsked(notifying: emails), at: now)
            let after = try offer.applying(effects, of: operation, at: now)
            let move = OperationMove(
                operation: operation,
                before: offer,
                after: after,
                actor: actor,
                action: .cancelAsked,
                notices: notices.about(operation, of: after, Notice.Event(reaching: operation.stage))
            )
            let changed = StartedOperation(operation: operation, offer: after)
            return (.write(move.writes), operation.stage == .canceled ? .canceled(changed) : .requested(changed))
        }
        wake()
        return outcome
    }

    private static let nothingRuns = Refusal(.noActiveOperation, "No operation of this offer is running.")
}
