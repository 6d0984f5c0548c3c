/// What is known of the artifacts of offers, and which are to be fetched. Every back end passes `StoreConformanceTests`
/// unchanged.
///
/// A round comes into it by ``OfferWrite/fetch(_:)``, in the transaction of the draft or the freeze. A version that is frozen
/// hands what is known, and what is to be fetched, on to the new draft. All of it goes with its offer.
package protocol ArtifactRecords: Sendable {
    /// `nil` when there is no such version.
    func artifacts(of name: OfferName, version: Int64) async throws -> ArtifactState?

    /// Takes rounds that are due at `now`, the longest due first, for `worker` alone until `end`: as
    /// ``OperationStore/lease(at:until:by:limit:)``.
    func leaseRounds(
        at now: Timestamp,
        until end: Timestamp,
        by worker: GUID,
        limit: Int
    ) async throws -> [ArtifactRound]

    /// Writes what a round came to, each artifact in the place of what was known of it, and what is known of others is
    /// forgotten. Ends the round, or has it tried again at `retry`. One transaction.
    ///
    /// Nothing is written when the round was asked for anew meanwhile, or its offer is gone.
    func settle(_ round: ArtifactRound, as artifacts: [OfferArtifact], retryingAt retry: Timestamp?) async throws

    /// Ends the leases of a worker, which has just begun and holds none.
    func releaseRounds(of worker: GUID) async throws

    /// When the next round is due that nobody works on; `nil` when none is. May be in the past.
    func nextRoundDue() async throws -> Timestamp?
}
