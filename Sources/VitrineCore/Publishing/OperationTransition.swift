/// The operation's machine as a table: from which stage what leads where. Everything else is refused.
///
/// `docs/workflow.md` is printed from it.
package struct OperationTransition: Sendable {
    package let from: OperationStage
    package let event: OperationEvent.Kind
    package let to: OperationStage

    /// What it means, for people.
    package let meaning: String

    package static let table: [OperationTransition] = [
        row(.queued, .began, .working, "The next step begins."),
        row(.working, .passed, .queued, "The step is complete, and another one follows."),
        row(.working, .reachedPreview, .previewed, "The version stands in preview and waits for go live."),
        row(.working, .reachedProduction, .live, "The version stands in production."),
        row(.working, .failed, .failed, "The step is blocked; its messages say why. No slot has changed."),
        row(.working, .postponed, .working, "A check wants to be asked again later."),
        row(.working, .clockSetBack, .working, "The clock was set back; the step's time begins anew."),
        row(.working, .approvalNeeded, .awaitingApproval, "Somebody has to approve the step."),
        row(.awaitingApproval, .approved, .working, "It was approved; the step's checks run again."),
        row(.awaitingApproval, .disapproved, .failed, "It was not approved. No slot has changed."),
        row(.queued, .cancelAsked, .canceling, "A cancel was accepted; the worker carries it out."),
        row(.working, .cancelAsked, .canceling, "A cancel was accepted; the worker carries it out."),
        row(.awaitingApproval, .cancelAsked, .canceling, "A cancel was accepted; the worker carries it out."),
        row(.canceling, .cancelAsked, .canceling, "A second cancel changes nothing."),
        row(.canceling, .canceled, .canceled, "It is canceled. No slot has changed."),
        row(.previewed, .cancelAsked, .canceled, "The preview is given up; the slot holds what it held before."),
        row(.previewed, .signedOff, .signedOff, "A go live has begun with the version in preview."),
        row(.previewed, .replaced, .replaced, "A newer publish has begun; this preview can't go live any more."),
    ]

    private static func row(
        _ from: OperationStage,
        _ event: OperationEvent.Kind,
        _ to: OperationStage,
        _ meaning: String
    ) -> OperationTransition {
        OperationTransition(from: from, event: event, to: to, meaning: meaning)
    }

    static func target(from stage: OperationStage, _ event: OperationEvent.Kind) -> OperationStage? {
        table.first { $0.from == stage && $0.event == event }?.to
    }
}

/// Something that happens to an operation.
package enum OperationEvent: Sendable, Equatable {
    /// The worker begins the next step, which takes `seconds`.
    case began(seconds: Int64)

    /// The checks of the step in progress let it pass.
    case passed([StepMessage])

    /// They don't.
    case failed([StepMessage])

    /// One of them wants to be asked again at that time.
    case postponed(until: Timestamp, [StepMessage])
    case approvalNeeded([StepMessage])

    /// `who` is the approver as the log of changes names principals.
    case approved(who: String, comment: String)
    case disapproved(who: String, comment: String)

    /// The addresses are told of the end, too.
    case cancelAsked(notifying: [String])
    case canceled
    case signedOff
    case replaced
    case clockSetBack

    /// Events as the table names them: a step's passing is told apart by where it leads.
    package enum Kind: String, Sendable, CaseIterable {
        case began, passed, reachedPreview, reachedProduction, failed, postponed, approvalNeeded, approved, disapproved
        case cancelAsked, canceled, signedOff, replaced, clockSetBack
    }
}
