/// Where operations are kept, beside the offers they are about. Every back end passes `StoreConformanceTests` unchanged.
package protocol OperationStore: Sendable {
    /// An operation of the offer; what is missing is said as for a read of the offer.
    func operation(_ reference: OperationReference, of name: OfferName) async throws -> OperationLookup

    /// Operations of the offer in one of `states`, newest first; `nil` for all of them.
    func operations(of name: OfferName, in states: Set<OperationState>?) async throws -> OperationsLookup

    /// Looks at an offer and one of its operations and writes what `decide` makes of them, all in one transaction.
    ///
    /// `decide` gets the offer, or `nil` when there is none, and the operation, or `nil` when there is none such; it is
    /// pure, as for ``OfferStore/change(_:deciding:)``. An operation that is written must be a new one or follow the
    /// stored one: its revision one higher. When this returns, the change is durable.
    ///
    /// - Returns: The note that `decide` gave with its last decision.
    /// - Throws: As ``OfferStore/change(_:deciding:)``.
    func advance<Note: Sendable>(
        _ reference: OperationReference,
        of name: OfferName,
        deciding decide: @escaping @Sendable (Offer?, OfferOperation?) throws -> (OfferDecision, Note)
    ) async throws -> Note

    /// Takes operations on which the worker has something to do at `now`, the longest due first, for `worker` alone until
    /// `end`. An operation that is leased, by whomever, is left out until its lease ends; a lease that ends later than
    /// `end` was made by a clock that has been set back, and counts as ended.
    func lease(
        at now: Timestamp,
        until end: Timestamp,
        by worker: GUID,
        limit: Int
    ) async throws -> [OfferOperation]

    /// Ends the leases of a worker, which has just begun and holds none.
    func releaseLeases(of worker: GUID) async throws

    /// When the next operation is due that nobody works on; `nil` when none is. May be in the past.
    func nextDue(at now: Timestamp) async throws -> Timestamp?

    /// Operations that wait for somebody's yes, the longest waiting first.
    func awaitingApproval() async throws -> [OfferOperation]

    /// Whether a version of the offer has ever stood in production.
    func wasLive(_ version: Int64, of name: OfferName) async throws -> Bool
}

/// Which operation of an offer is meant.
package enum OperationReference: Hashable, Sendable {
    case id(GUID)

    /// By its number among the offer's operations.
    case number(Int64)
    case newest
}

/// What a store answers to a question for one operation.
package enum OperationLookup: Sendable, Equatable {
    /// The operation, and the offer as it stands at the same moment.
    case found(OfferOperation, Offer)

    /// There is no such operation.
    case none(Offer)
    case noOffer
    case noPublisher
}

/// What a store answers to a question for several.
package enum OperationsLookup: Sendable, Equatable {
    case found([OfferOperation])
    case noOffer
    case noPublisher
}
