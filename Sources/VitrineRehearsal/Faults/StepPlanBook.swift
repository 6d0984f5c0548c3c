import Synchronization
package import VitrineCore

/// Says what each step of each publish does in a rehearsal.
///
/// It counts an offer's publishes by their operations' ids in the order in which it is first asked about them, and how often
/// each step was asked for its verdict.
package final class StepPlanBook: Sendable {
    private let state: Mutex<State>

    fileprivate struct State {
        var rules: [StepRule]
        var counts = Counts()
    }

    /// What was counted so far.
    package struct Counts: Sendable {
        /// Of each offer, its publishes so far.
        fileprivate var publishes: [OfferName: [GUID: Int]] = [:]

        /// How often a step's verdict was asked for.
        fileprivate var asked: [AskedStep: Int] = [:]
    }

    fileprivate struct AskedStep: Hashable {
        let operation: GUID
        let step: String
    }

    /// A book of rules; of those that fit a step the first counts.
    package init(rules: [StepRule]) {
        state = Mutex(State(rules: rules))
    }

    /// The rule for a step of the `publish`th publish of an offer, from 1; `nil` when nothing is said of it.
    package func rule(for name: OfferName, step: String, publish: Int) -> StepRule? {
        state.withLock { $0.rule(for: name, step: step, publish: publish) }
    }

    /// How long a step of an operation takes; `nil`: as long as it always does.
    package func duration(of step: String, in operation: PlannedOperation) -> ScenarioDuration? {
        state.withLock { state in
            let publish = state.counts.number(of: operation)
            return state.rule(for: operation.offer, step: step, publish: publish)?.duration
        }
    }

    /// What a step of an operation says now that its time is over, and counts that it was asked; `nil`: what its checks say.
    ///
    /// A `later` has become a `pass` once it was said as often as the rule wants.
    package func outcome(of step: String, in operation: PlannedOperation) -> StepOutcome? {
        state.withLock { state in
            let publish = state.counts.number(of: operation)
            guard let rule = state.rule(for: operation.offer, step: step, publish: publish) else { return nil }
            let count = state.counts.ask(AskedStep(operation: operation.id, step: step))
            return StepOutcome(verdict: rule.verdict(asked: count), messages: rule.messages)
        }
    }

    /// Whether a step of an operation has a verdict here. Nothing is counted as asked.
    package func hasVerdict(for step: String, in operation: PlannedOperation) -> Bool {
        planned(step, in: operation)?.verdict != nil
    }

    /// Whether a step of an operation has a verdict or messages here. Nothing is counted as asked.
    package func saysSomething(of step: String, in operation: PlannedOperation) -> Bool {
        planned(step, in: operation).map { $0.verdict != nil || !$0.messages.isEmpty } ?? false
    }

    private func planned(_ step: String, in operation: PlannedOperation) -> StepRule? {
        state.withLock { state in
            let publish = state.counts.number(of: operation)
            return state.rule(for: operation.offer, step: step, publish: publish)
        }
    }

    /// What was counted so far: a snapshot of the store has it with the operations.
    package var counts: Counts { state.withLock { $0.counts } }

    /// Goes on from what was counted at some time, under the rules of now.
    package func recall(_ counts: Counts) {
        state.withLock { $0.counts = counts }
    }

    /// Goes on with other rules, and has seen no operation yet.
    package func replace(rules: [StepRule]) {
        state.withLock { $0 = State(rules: rules) }
    }
}

extension StepPlanBook.State {
    fileprivate func rule(for name: OfferName, step: String, publish: Int) -> StepRule? {
        rules.first { $0.match.fits(name, step: step, publish: publish) }
    }
}

extension StepPlanBook.Counts {
    /// Counts that a step is asked once more.
    fileprivate mutating func ask(_ step: StepPlanBook.AskedStep) -> Int {
        asked[step, default: 0] += 1
        return asked[step] ?? 1
    }

    /// Of a publish its own number; of what follows one, the last one's.
    fileprivate mutating func number(of operation: PlannedOperation) -> Int {
        let known = publishes[operation.offer] ?? [:]
        guard operation.isPublish else { return max(1, known.count) }
        if let number = known[operation.id] { return number }
        publishes[operation.offer, default: [:]][operation.id] = known.count + 1
        return known.count + 1
    }
}

extension StepRule {
    fileprivate func verdict(asked count: Int) -> Verdict? {
        guard case .later(_, let times) = verdict, count > times else { return verdict }
        return .pass
    }
}

/// An operation, as far as rules for steps ask.
package struct PlannedOperation: Sendable {
    package let id: GUID
    package let offer: OfferName

    /// Whether it is a publish itself, and not a go live or a rollback.
    package let isPublish: Bool

    package init(id: GUID, offer: OfferName, isPublish: Bool = true) {
        self.id = id
        self.offer = offer
        self.isPublish = isPublish
    }
}

/// What a step says in a rehearsal.
package struct StepOutcome: Sendable, Equatable {
    /// `nil`: what its checks say.
    package let verdict: StepRule.Verdict?

    /// What is said beside it, with a failure's reasons among them.
    package let messages: [StepRule.Message]
}
