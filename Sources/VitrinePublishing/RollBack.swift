package import VitrineCore

extension Publishing {
    /// Puts a version that was live before back into production, as an operation of its own. Ours: the contract has none.
    ///
    /// - Throws: ``Refusal``, in this order: `publisherNotFound`, `offerNotFound`; ``OperationInProgress``;
    ///   `versionNotFound` when the version isn't frozen; `neverLive` when it never stood in production;
    ///   `storeUnavailable`.
    package func rollBack(_ id: OfferID, to version: Int64, by permit: Permit) async throws -> StartedOperation {
        let name = OfferName(publisher: permit.publisher, offer: id)
        let request = request(by: permit, emails: [])
        // What was live once stays so: it can be asked before the transaction.
        let wasLive = try await operations.wasLive(version, of: name)
        let started = try await operations.advance(.newest, of: name) { offer, newest in
            guard let offer else { throw Self.noOffer(name) }
            try Self.checkIdle(newest, of: offer)
            guard version < offer.draftVersion else {
                throw Refusal(.versionNotFound, "The offer '\(offer.id)' has no frozen version \(version).")
            }
            guard wasLive else {
                throw Refusal(.neverLive, "Version \(version) was never in production. Publish it instead.")
            }
            let operation = OfferOperation.rollback(offer, to: version, after: newest, request)
            let running = offer.settingStatus(.running, at: request.now)
            let move = OperationMove(
                operation: operation,
                before: offer,
                after: running,
                actor: request.requester,
                action: .rollbackStarted,
                notices: notices.about(operation, of: running, .operationStarted)
            )
            let writes = try Self.replacing(newest, at: request.now) + move.writes
            return (.write(writes), StartedOperation(operation: operation, offer: running))
        }
        wake()
        return started
    }
}
