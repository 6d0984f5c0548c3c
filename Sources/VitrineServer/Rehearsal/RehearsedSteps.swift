import Synchronization
import VitrineCore
import VitrinePublishing
import VitrineRehearsal

/// How long steps take in a rehearsal: as its scenario says, else at its pace.
struct RehearsedTimes: StepTimes {
    let book: StepPlanBook
    let pace: CurrentPace

    func seconds(for step: StepPlan, of operation: OfferOperation) -> Int64 {
        book.duration(of: step.id, in: operation.planned)?.seconds ?? pace.now.seconds(for: step, of: operation)
    }
}

/// The pace of the scenario that is played.
final class CurrentPace: Sendable {
    private let pace: Mutex<Pace>

    init(_ pace: Pace) {
        self.pace = Mutex(pace)
    }

    var now: Pace { pace.withLock { $0 } }

    func set(_ new: Pace) { pace.withLock { $0 = new } }
}

/// What the scenario says of a step, in place of what others check.
struct RehearsedCheck: PublishCheck {
    let book: StepPlanBook

    /// Whose owners approve where the scenario wants somebody to be asked.
    let approver: PublisherID

    let name = "rehearsal"
    let enforcement = CheckEnforcement.enforced

    func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool {
        book.saysSomething(of: step.id, in: operation.planned)
    }

    func ask(about subject: CheckSubject) async throws -> CheckVerdict {
        let operation = subject.operation
        guard let outcome = book.outcome(of: subject.step.plan.id, in: operation.planned) else {
            return .passed([])
        }
        let said = outcome.messages.map { message in
            StepMessage(
                message.text,
                StepMessage.Level(rawValue: message.level.rawValue) ?? .information,
                at: subject.now
            )
        }
        switch outcome.verdict {
        case .pass, nil: return .passed(said)
        case .fail: return .failed(said)
        case .later(let again, _): return .later(subject.now.advanced(bySeconds: again.seconds), said)
        case .ask:
            guard subject.step.approval == nil else { return .passed(said) }
            return .needsApproval(said + [StepMessage(.waitsForApproval(of: approver), at: subject.now)])
        }
    }
}

/// A check that isn't asked where the scenario has a verdict of its own.
struct OverruledCheck: PublishCheck {
    let base: any PublishCheck
    let book: StepPlanBook

    var name: String { base.name }
    var enforcement: CheckEnforcement { base.enforcement }

    func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool {
        guard base.concerns(step, of: operation) else { return false }
        return !book.hasVerdict(for: step.id, in: operation.planned)
    }

    func ask(about subject: CheckSubject) async throws -> CheckVerdict {
        try await base.ask(about: subject)
    }
}

extension OfferOperation {
    /// What rules for steps ask about it.
    fileprivate var planned: PlannedOperation { PlannedOperation(id: id, offer: name, isPublish: kind == .publish) }
}
