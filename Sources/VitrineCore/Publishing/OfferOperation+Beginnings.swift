/// What every new operation needs to know.
package struct OperationRequest: Sendable {
    package let id: GUID

    /// Who asks, as the log of changes names principals.
    package let requester: String
    package let notificationEmails: [String]
    package let now: Timestamp

    package init(id: GUID, requester: String, notificationEmails: [String], now: Timestamp) {
        self.id = id
        self.requester = requester
        self.notificationEmails = notificationEmails
        self.now = now
    }
}

extension OfferOperation {
    /// A publish of the version that `offer`, its draft just frozen, has frozen last.
    ///
    /// `messages` are said in its first step.
    package static func publish(
        _ offer: Offer,
        after newest: OfferOperation?,
        plan: [StepPlan],
        saying messages: [StepMessage],
        _ request: OperationRequest
    ) -> OfferOperation {
        var steps = plan.map(Step.init)
        if !steps.isEmpty { steps[0].messages = messages }
        return OfferOperation(.publish, offer, version: offer.draftVersion - 1, after: newest, steps, request)
    }

    /// A go live of the version that `publish` has put into preview. Its steps go on where the publish's end.
    package static func goLive(
        _ offer: Offer,
        of publish: OfferOperation,
        _ request: OperationRequest
    ) -> OfferOperation {
        OfferOperation(.goLive, offer, version: publish.offerVersion, after: publish, publish.steps, request)
    }

    /// A rollback of production to `version`, which was live before.
    package static func rollback(
        _ offer: Offer,
        to version: Int64,
        after newest: OfferOperation?,
        _ request: OperationRequest
    ) -> OfferOperation {
        OfferOperation(.rollback, offer, version: version, after: newest, [Step(.rollback)], request)
    }

    private init(
        _ kind: Kind,
        _ offer: Offer,
        version: Int64,
        after newest: OfferOperation?,
        _ steps: [Step],
        _ request: OperationRequest
    ) {
        // Later than all of the operation before it, also when the clock was set back.
        let begun = max(request.now, newest?.changedAt.advanced(byTicks: 1) ?? request.now)
        self.init(
            id: request.id,
            publisher: offer.publisher,
            offer: offer.id,
            offerType: offer.type,
            kind: kind,
            offerVersion: version,
            publishingVersion: (newest?.publishingVersion ?? 0) + 1,
            requester: request.requester,
            notificationEmails: request.notificationEmails,
            previewBefore: offer.preview,
            createdAt: begun,
            stage: .queued,
            steps: steps,
            revision: 1,
            changedAt: begun,
            lastActionAt: begun
        )
    }
}

extension Offer {
    /// This offer after what an operation's transition asks of it.
    ///
    /// - Throws: What ``placing(version:in:at:)`` throws: a fault of ours, because an operation's version is frozen.
    package func applying(
        _ effects: [OperationEffect],
        of operation: OfferOperation,
        at now: Timestamp
    ) throws -> Offer {
        try effects.reduce(self) { offer, effect in
            switch effect {
            case .place(let slot): try offer.placing(version: operation.offerVersion, in: slot, at: now)
            case .restorePreview: offer.restoringPreview(operation.previewBefore, at: now)
            case .setStatus(let status): offer.settingStatus(status, at: now)
            }
        }
    }
}
