package import Logging
package import VitrineCore

/// Asks a step's checks and makes one event of what they say.
package struct StepRunner: Sendable {
    private let offers: any OfferStore
    private let checks: [any PublishCheck]
    private let clock: any WallClock
    private let logger: Logger

    package init(offers: any OfferStore, checks: [any PublishCheck], clock: any WallClock, logger: Logger) {
        self.offers = offers
        self.checks = checks
        self.clock = clock
        self.logger = logger
    }

    /// The event that ends, postpones or holds up the step in progress.
    ///
    /// - Throws: When the store can't be read: then the step is tried again later.
    package func event(for operation: OfferOperation) async throws -> OperationEvent {
        guard let index = operation.currentStep else { return .passed([]) }
        let step = operation.steps[index]
        let concerned = checks.filter { $0.concerns(step.plan, of: operation) }
        guard !concerned.isEmpty else { return .passed([StepMessage(.done, at: clock.now())]) }
        let subject = CheckSubject(
            operation: operation,
            step: step,
            version: try await version(of: operation),
            now: clock.now()
        )
        return await ask(concerned, about: subject)
    }

    /// Every check is asked, so that people see all that is wrong at once; the worst answer counts.
    private func ask(_ checks: [any PublishCheck], about subject: CheckSubject) async -> OperationEvent {
        var messages: [StepMessage] = []
        var hasFailed = false, needsApproval = false
        var later: Timestamp?
        for check in checks {
            switch await verdict(of: check, about: subject) {
            case .passed(let said): messages += said
            case .failed(let said):
                hasFailed = true
                messages += said
            case .later(let time, let said):
                later = max(time, later ?? time)
                messages += said
            case .needsApproval(let said):
                needsApproval = true
                messages += said
            }
        }
        if hasFailed { return .failed(messages) }
        if let later { return .postponed(until: later, messages) }
        return needsApproval ? .approvalNeeded(messages) : .passed(messages + [StepMessage(.done, at: clock.now())])
    }

    /// A check that breaks says no when it is enforced, and is only mentioned when it isn't.
    private func verdict(of check: any PublishCheck, about subject: CheckSubject) async -> CheckVerdict {
        do {
            let verdict = try await check.ask(about: subject)
            guard check.enforcement == .advisory, case .failed(let said) = verdict else { return verdict }
            return .passed(said.map { StepMessage($0.text, .warning, at: $0.time) })
        } catch {
            logger.error(
                "check broke",
                metadata: [
                    LogKey.check: .string(check.name), LogKey.operationID: .string(subject.operation.id.description),
                    LogKey.error: .string(String(reflecting: error)),
                ]
            )
            let isEnforced = check.enforcement == .enforced
            let said = [StepMessage(.checkBroke(check.name, enforced: isEnforced), at: clock.now())]
            return isEnforced ? .failed(said) : .passed(said)
        }
    }

    private func version(of operation: OfferOperation) async throws -> OfferSnapshot {
        let lookup = try await offers.offer(operation.name, .version(operation.offerVersion))
        guard case .found(let snapshot) = lookup else { throw VersionIsGone(operation: operation.id) }
        return snapshot
    }
}

/// A frozen version isn't there: a fault of ours.
private struct VersionIsGone: Error {
    let operation: GUID
}
