/// What a transition asks of the offer, in the same transaction.
package enum OperationEffect: Sendable, Equatable {
    case place(Slot)

    /// The preview slot holds again what it held before the operation.
    case restorePreview
    case setStatus(OfferStatus)
}

extension OfferOperation {
    /// This operation after `event`, and what that asks of the offer. Pure; the table is ``OperationTransition/table``.
    ///
    /// - Throws: ``Refusal`` with code `cannotCancel` for a cancel that comes too late; ``ImpossibleTransition`` for
    ///   every other event that the table doesn't have.
    package func applying(
        _ event: OperationEvent,
        at now: Timestamp
    ) throws -> (OfferOperation, [OperationEffect]) {
        let kind = kind(of: event)
        if kind == .cancelAsked, isPastReturn { throw Self.tooLate }
        guard let stage = OperationTransition.target(from: stage, kind) else {
            throw ImpossibleTransition(from: self.stage, event: kind)
        }
        var next = self
        next.revision += 1
        next.changedAt = max(now, changedAt.advanced(byTicks: 1))
        next.stage = stage
        if kind == .cancelAsked { next.lastActionAt = next.changedAt }
        next.change(event, at: now)
        return (next, Self.effects(of: kind, to: stage))
    }

    /// This operation after one more event in the same write: the revision is counted once.
    package func goingOn(with event: OperationEvent, at now: Timestamp) throws -> OfferOperation {
        var next = try applying(event, at: now).0
        next.revision = revision
        return next
    }

    private static let tooLate = Refusal(
        .cannotCancel,
        "It is too late to cancel: the version is on its way into production, or the operation has ended."
    )

    private func kind(of event: OperationEvent) -> OperationEvent.Kind {
        switch event {
        case .began: .began
        case .passed where nextStep != nil: .passed
        case .passed: kind == .publish ? .reachedPreview : .reachedProduction
        case .failed: .failed
        case .postponed: .postponed
        case .approvalNeeded: .approvalNeeded
        case .approved: .approved
        case .disapproved: .disapproved
        case .cancelAsked: .cancelAsked
        case .canceled: .canceled
        case .signedOff: .signedOff
        case .replaced: .replaced
        case .clockSetBack: .clockSetBack
        }
    }

    private static func effects(of event: OperationEvent.Kind, to stage: OperationStage) -> [OperationEffect] {
        switch event {
        case .reachedPreview: [.place(.preview), .setStatus(.waitingForPublisherReview)]
        case .reachedProduction: [.place(.production), .setStatus(.succeeded)]
        case .failed, .disapproved: [.setStatus(.failed)]
        case .canceled: [.setStatus(.canceled)]
        case .cancelAsked where stage == .canceled: [.restorePreview, .setStatus(.canceled)]
        case .cancelAsked, .began, .passed, .postponed, .approvalNeeded, .approved, .signedOff, .replaced,
            .clockSetBack:
            []
        }
    }

    private mutating func change(_ event: OperationEvent, at now: Timestamp) {
        switch event {
        case .began(let seconds): begin(seconds, at: now)
        case .passed(let messages):
            end(.complete, messages)
            if stage == .previewed { setSignOff(.waitingForPublisherReview) }
        case .failed(let messages): end(.blocked, messages)
        case .postponed(let time, let messages):
            update { step in
                step.due = time
                step.messages += messages
            }
        case .approvalNeeded(let messages):
            update { step in
                step.status = .waitingForApproval
                step.messages += messages
            }
        case .approved(let who, let comment):
            lastActionAt = changedAt
            update { step in
                step.status = .inProgress
                step.approval = who
                step.due = now
                step.messages.append(StepMessage(.approved(by: who, comment: comment), at: now))
            }
        case .disapproved(let who, let comment):
            lastActionAt = changedAt
            end(.rejected, [StepMessage(.notApproved(by: who, comment: comment), at: now)])
        case .canceled: cancelSteps(at: now)
        case .cancelAsked(let emails):
            notificationEmails += emails.filter { !notificationEmails.contains($0) }
            if stage == .canceled { cancelSteps(at: now) }
        case .signedOff: setSignOff(.complete)
        case .replaced: setSignOff(.canceled)
        case .clockSetBack:
            update { step in
                let length = max(0, (step.due ?? now).ticks - (step.startedAt ?? now).ticks)
                step.startedAt = now
                step.due = now.advanced(byTicks: length)
            }
        }
    }

    private mutating func begin(_ seconds: Int64, at now: Timestamp) {
        guard let index = nextStep else { return }
        steps[index].status = .inProgress
        steps[index].startedAt = now
        steps[index].due = now.advanced(bySeconds: seconds)
    }

    private mutating func end(_ status: Step.Status, _ messages: [StepMessage]) {
        update { step in
            step.status = status
            step.messages += messages
            step.due = nil
        }
    }

    private mutating func setSignOff(_ status: Step.Status) {
        for index in steps.indices where steps[index].plan.phase == .signOff { steps[index].status = status }
    }

    private mutating func cancelSteps(at now: Timestamp) {
        for index in steps.indices {
            switch steps[index].status {
            case .inProgress, .waitingForApproval, .waitingForPublisherReview:
                steps[index].status = .canceled
                steps[index].due = nil
                steps[index].messages.append(StepMessage(.canceled, at: now))
            case .notStarted, .blocked, .rejected, .complete, .canceled: break
            }
        }
    }

    private mutating func update(_ change: (inout Step) -> Void) {
        guard let index = currentStep else { return }
        change(&steps[index])
    }
}

/// An event that an operation in that stage can't have: the caller's picture of it was old.
package struct ImpossibleTransition: Error, Equatable {
    package let from: OperationStage
    package let event: OperationEvent.Kind
}
