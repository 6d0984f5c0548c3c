package import VitrineCore

/// What an approver says of a publish that waits.
package struct ApprovalDecision: Sendable {
    package let approves: Bool

    /// Shown in the step's messages; may be empty.
    package let comment: String

    package init(approves: Bool, comment: String) {
        self.approves = approves
        self.comment = comment
    }
}

extension Publishing {
    /// Publishes that wait for an approval by the permit's publisher, the longest waiting first; none when that isn't the
    /// publisher that approves here.
    package func awaitingApproval(by permit: Permit) async throws -> [OfferOperation] {
        guard permit.publisher == approver else { return [] }
        return try await operations.awaitingApproval()
    }

    /// Approves or rejects a publish that waits. Durable when this returns.
    ///
    /// - Throws: ``Refusal``, in this order: `operationNotFound` when no publish with this id waits for the permit's
    ///   publisher; `sameRequester` for the one who asked for it; `notAwaitingApproval` when it was decided meanwhile;
    ///   `storeUnavailable`.
    package func decide(
        _ decision: ApprovalDecision,
        on id: GUID,
        by permit: Permit
    ) async throws -> StartedOperation {
        guard let waiting = try await awaitingApproval(by: permit).first(where: { $0.id == id }) else {
            throw Refusal(.operationNotFound, "No publish with this id waits for an approval of '\(permit.publisher)'.")
        }
        let who = permit.principal.name
        guard !permit.principal.isNamed(in: waiting.requester) else {
            throw Refusal(.sameRequester, "Who asked for a publish can't approve or reject it. Somebody else has to.")
        }
        let now = clock.now()
        let event: OperationEvent =
            decision.approves
            ? .approved(who: who, comment: decision.comment) : .disapproved(who: who, comment: decision.comment)
        let decided = try await operations.advance(.id(id), of: waiting.name) { offer, stored in
            guard let offer, let stored, stored.stage == .awaitingApproval else {
                throw Refusal(.notAwaitingApproval, "The publish doesn't wait for an approval any more.")
            }
            let (operation, effects) = try stored.applying(event, at: now)
            let after = try offer.applying(effects, of: operation, at: now)
            let move = OperationMove(
                operation: operation,
                before: offer,
                after: after,
                actor: who,
                action: decision.approves ? .approved : .rejected,
                notices: notices.about(operation, of: after, Notice.Event(reaching: operation.stage))
            )
            return (.write(move.writes), StartedOperation(operation: operation, offer: after))
        }
        wake()
        return decided
    }
}
