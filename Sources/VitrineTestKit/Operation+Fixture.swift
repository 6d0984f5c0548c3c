package import VitrineCore

extension StepPlan {
    /// Two steps to preview, the sign-off, and one to production.
    package static let short: [StepPlan] = [
        StepPlan(id: "one", name: "One", description: "First.", timeFrame: nil, seconds: 60, phase: .preview),
        StepPlan(id: "two", name: "Two", description: "Second.", timeFrame: nil, seconds: 60, phase: .preview),
        StepPlan(id: "sign", name: "Sign-off", description: "Waits.", timeFrame: nil, seconds: 0, phase: .signOff),
        StepPlan(id: "live", name: "Live", description: "Last.", timeFrame: nil, seconds: 60, phase: .goLive),
    ]
}

extension OperationRequest {
    package static func fixture(_ id: UInt64 = 1, at now: Timestamp = .fixture) -> OperationRequest {
        OperationRequest(id: GUID(high: 7, low: id), requester: "user x", notificationEmails: ["a@x.example"], now: now)
    }
}

extension OperationStore {
    /// Freezes the offer's draft and begins its publish, as the use case does.
    @discardableResult
    package func beginPublish(
        _ name: OfferName,
        _ request: OperationRequest = .fixture(),
        claiming claims: [OfferClaim] = []
    ) async throws -> OfferOperation {
        try await advance(.newest, of: name) { offer, newest in
            guard let offer else { throw NoOfferToPublish() }
            let frozen = offer.freezingDraft(at: request.now).settingStatus(.running, at: request.now)
            let operation = OfferOperation.publish(frozen, after: newest, plan: StepPlan.short, saying: [], request)
            let claim = OfferWrite.claim(version: offer.draftVersion, claims)
            return (.write([.freeze(frozen), claim, .operation(operation)]), operation)
        }
    }

    /// Writes the revision of an operation that follows `event`.
    @discardableResult
    package func apply(
        _ event: OperationEvent,
        to operation: OfferOperation,
        at now: Timestamp = .fixture
    ) async throws -> OfferOperation {
        try await advance(.id(operation.id), of: operation.name) { offer, stored in
            guard let offer, let stored else { throw NoOfferToPublish() }
            let (next, effects) = try stored.applying(event, at: now)
            return (.write([.row(try offer.applying(effects, of: next, at: now)), .operation(next)]), next)
        }
    }
}

/// A test wants to publish an offer that isn't there.
private struct NoOfferToPublish: Error {}
