import Synchronization

/// Decides what goes wrong with each request.
///
/// It depends on the rules, the seed and the order in which requests fit each rule, on nothing else: not on time, and
/// not on what other rules did.
package final class FaultDecider: Sendable {
    private let state: Mutex<State>

    private struct State {
        var rules: [FaultRule]
        var seed: UInt64

        /// How many requests have fitted each rule.
        var counts: [Int]
    }

    /// A decider that has seen no request yet.
    package init(rules: [FaultRule], seed: UInt64) {
        state = Mutex(State(rules: rules, seed: seed, counts: Array(repeating: 0, count: rules.count)))
    }

    /// Decides about a request before it is answered, and counts it for every rule that it fits. Rules with an edit count the
    /// requests of ``decide(after:)``.
    package func decide(_ call: FaultSubject) -> FaultDecision {
        state.withLock { state in
            var decision = FaultDecision.none
            for index in state.rules.indices where state.rules[index].fits(call) {
                let rule = state.rules[index]
                if rule.action.edit == nil { state.counts[index] += 1 }
                let ordinal = state.counts[index] + (rule.action.edit == nil ? 0 : 1)
                guard rule.strikes(ordinal: ordinal, index: index, seed: state.seed) else { continue }
                decision.add(rule)
            }
            return decision
        }
    }

    /// The edits that follow a GET which was answered with an offer, and counts it for their rules.
    package func decide(after call: FaultSubject) -> [OfferEdit] {
        state.withLock { state in
            var edits: [OfferEdit] = []
            for index in state.rules.indices where state.rules[index].fits(call) {
                guard let edit = OfferEdit(state.rules[index], call) else { continue }
                state.counts[index] += 1
                let ordinal = state.counts[index]
                if state.rules[index].strikes(ordinal: ordinal, index: index, seed: state.seed) { edits.append(edit) }
            }
            return edits
        }
    }

    /// Forgets all requests, as a reset of the rehearsal does.
    package func reset() {
        state.withLock { $0.counts = Array(repeating: 0, count: $0.rules.count) }
    }

    /// Goes on with other rules, which have seen no request yet.
    package func replace(rules: [FaultRule], seed: UInt64) {
        state.withLock { $0 = State(rules: rules, seed: seed, counts: Array(repeating: 0, count: rules.count)) }
    }
}

extension FaultRule {
    /// Whether a request fits: its match, and, for an edit, that it names an offer itself.
    fileprivate func fits(_ call: FaultSubject) -> Bool {
        match.fits(call) && (action.edit == nil || RequestPath(call.path).isOffer)
    }

    fileprivate func strikes(ordinal: Int, index: Int, seed: UInt64) -> Bool {
        guard match.nth.includes(ordinal) else { return false }
        guard let probability = match.probability else { return true }
        return Chance.draw(seed: seed, rule: index, ordinal: ordinal) < probability
    }
}

extension FaultDecision {
    fileprivate mutating func add(_ rule: FaultRule) {
        let action = rule.action
        // One with an edit is told once that is made.
        if action.edit == nil { rules.append(rule.name) }
        let held = latency.milliseconds + (action.latency?.milliseconds ?? 0)
        latency = ScenarioDuration(milliseconds: min(held, Scenario.Limits.latency.milliseconds))
        ending = ending ?? action.ending
        truncateAfter = [truncateAfter, action.truncateAfter].compactMap { $0 }.min()
        tokenLifetime = [tokenLifetime, action.tokenLifetime].compactMap { $0 }.min()
    }
}

extension OfferEdit {
    /// `nil` for a rule without an edit, and for a path that names no offer.
    fileprivate init?(_ rule: FaultRule, _ call: FaultSubject) {
        let path = RequestPath(call.path)
        guard let edit = rule.action.edit, let publisher = path.publisher, let offer = path.offer else { return nil }
        self.init(rule: rule.name, publisher: publisher, offer: offer, patch: edit.patch, author: edit.author)
    }
}
