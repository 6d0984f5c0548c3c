package import VitrineCore

/// Something that a step asks before it is complete.
package protocol PublishCheck: Sendable {
    /// What it is called in messages and logs.
    var name: String { get }

    /// Whether it is asked in that step of that operation.
    func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool

    /// Whether its "no" blocks the step, or is only said.
    var enforcement: CheckEnforcement { get }

    /// Asks it. May be asked again about the same step, after a restart or a postponement.
    ///
    /// - Throws: When the check itself can't be carried out. An enforced one then blocks the step: it fails closed.
    func ask(about subject: CheckSubject) async throws -> CheckVerdict
}

package enum CheckEnforcement: Sendable {
    case enforced, advisory
}

/// What a check is asked about.
package struct CheckSubject: Sendable {
    package let operation: OfferOperation
    package let step: Step

    /// The frozen version, without its secrets.
    package let version: OfferSnapshot
    package let now: Timestamp

    package init(operation: OfferOperation, step: Step, version: OfferSnapshot, now: Timestamp) {
        self.operation = operation
        self.step = step
        self.version = version
        self.now = now
    }
}

/// What a check says.
package enum CheckVerdict: Sendable, Equatable {
    /// Nothing stands against it.
    case passed([StepMessage])

    /// It must not go on.
    case failed([StepMessage])

    /// It wants to be asked again, not before that time.
    case later(Timestamp, [StepMessage])

    /// Somebody has to say yes.
    case needsApproval([StepMessage])
}
