package import VitrineCore
import VitrineOfferTypes

/// What `status` tells: the offer, and its newest operation or, before any, the steps that a publish would take.
package struct OfferReport: Sendable {
    package let offer: Offer
    package let newest: OfferOperation?
    package let steps: [Step]

    /// The moment that progress is told for.
    package let now: Timestamp
}

extension Publishing {
    /// Where the offer stands, with its newest operation.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound` or `offerNotFound`.
    package func report(_ id: OfferID, by permit: Permit) async throws -> OfferReport {
        let name = OfferName(publisher: permit.publisher, offer: id)
        switch try await operations.operation(.newest, of: name) {
        case .found(let newest, let offer):
            return report(offer, newest, newest.steps)
        case .none(let offer):
            let steps = workflows[offer.type].steps.filter { $0.condition == nil }.map { Step($0.plan) }
            return report(offer, nil, steps)
        case .noOffer: throw Self.noOffer(name)
        case .noPublisher: throw Self.noPublisher(name.publisher)
        }
    }

    /// One operation of the offer, with the offer.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`, `offerNotFound` or `operationNotFound`, also for another
    ///   offer's operation.
    package func operation(
        _ reference: OperationReference,
        of id: OfferID,
        by permit: Permit
    ) async throws -> OfferReport {
        let name = OfferName(publisher: permit.publisher, offer: id)
        switch try await operations.operation(reference, of: name) {
        case .found(let operation, let offer):
            return report(offer, operation, operation.steps)
        case .none:
            throw Refusal(.operationNotFound, "The offer '\(name.offer)' has no such operation.")
        case .noOffer: throw Self.noOffer(name)
        case .noPublisher: throw Self.noPublisher(name.publisher)
        }
    }

    /// The offer's operations in one of `states`, or all of them, newest first.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound` or `offerNotFound`.
    package func submissions(
        of id: OfferID,
        in states: Set<OperationState>?,
        by permit: Permit
    ) async throws -> [OfferOperation] {
        let name = OfferName(publisher: permit.publisher, offer: id)
        switch try await operations.operations(of: name, in: states) {
        case .found(let operations): return operations
        case .noOffer: throw Self.noOffer(name)
        case .noPublisher: throw Self.noPublisher(name.publisher)
        }
    }

    /// How long by the caller's clock until there may be news of an operation: until its step in progress is due. `nil` when
    /// none is.
    package func untilNews(of operation: OfferOperation) -> Duration? {
        guard operation.stage == .working else { return nil }
        return operation.due.map { clock.span(until: $0) }
    }

    private func report(_ offer: Offer, _ operation: OfferOperation?, _ steps: [Step]) -> OfferReport {
        OfferReport(offer: offer, newest: operation, steps: steps, now: clock.now())
    }
}
