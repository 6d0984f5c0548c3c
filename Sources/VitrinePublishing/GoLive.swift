package import VitrineCore

extension Publishing {
    /// Starts the way of the version in preview to production. Durable when this returns.
    ///
    /// - Throws: ``Refusal``, in this order: `publisherNotFound`, `offerNotFound`; ``OperationInProgress``;
    ///   `nothingToGoLive` when no version waits for sign-off; `storeUnavailable`.
    package func goLive(_ id: OfferID, notifying emails: [String], by permit: Permit) async throws -> StartedOperation {
        let name = OfferName(publisher: permit.publisher, offer: id)
        let request = request(by: permit, emails: emails)
        let started = try await operations.advance(.newest, of: name) { offer, newest in
            guard let offer else { throw Self.noOffer(name) }
            try Self.checkIdle(newest, of: offer)
            guard let newest, newest.stage == .previewed else { throw Self.nothingWaits }
            let signedOff = try newest.applying(.signedOff, at: request.now).0
            let operation = OfferOperation.goLive(offer, of: signedOff, request)
            let running = offer.settingStatus(.running, at: request.now)
            let move = OperationMove(
                operation: operation,
                before: offer,
                after: running,
                actor: request.requester,
                action: .goLiveStarted,
                notices: notices.about(operation, of: running, .operationStarted)
            )
            let writes = [.operation(signedOff)] + move.writes
            return (.write(writes), StartedOperation(operation: operation, offer: running))
        }
        wake()
        return started
    }

    private static let nothingWaits = Refusal(
        .nothingToGoLive,
        "No version of this offer waits for sign-off. Publish it, and go live once it stands in preview."
    )
}
