package import VitrineCore

/// Somebody has to say yes to the certification of each publish: an owner of the approving publisher, and never the one
/// who asked for the publish.
package struct ManualApproval: PublishCheck {
    package let name = "manual approval"
    package let enforcement = CheckEnforcement.enforced

    /// Whose owners approve.
    private let approver: PublisherID

    package init(by approver: PublisherID) {
        self.approver = approver
    }

    package func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool {
        operation.kind == .publish && step.id == StepPlan.certification
    }

    package func ask(about subject: CheckSubject) async throws -> CheckVerdict {
        guard subject.step.approval == nil else { return .passed([]) }
        return .needsApproval([StepMessage(.waitsForApproval(of: approver), at: subject.now)])
    }
}
