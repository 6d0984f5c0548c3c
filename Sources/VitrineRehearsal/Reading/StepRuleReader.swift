import VitrineCore
import VitrineText

/// Reads what steps do.
struct StepRuleReader {
    let words: ScenarioWords

    /// The step that waits for go live: nothing is worked on in it.
    private static let signOff = "publisher-signoff"

    private enum Word: String, CaseIterable {
        case pass, fail, ask, later
    }

    /// The file's own rules; complains of one that never counts, because one before it is about all that it is about.
    func rules(_ root: ScenarioSpot) -> [StepRule] {
        let rules = root.list("steps", atMost: Scenario.Limits.rules) { spot in rule(spot).map { (spot, $0) } }
        for (index, (spot, rule)) in rules.enumerated() {
            guard let earlier = rules[..<index].first(where: { $0.1.match.covers(rule.match) }) else { continue }
            spot.complain(
                "This rule never counts: the one on \(earlier.0.shownLine) is about all that it is about, and the first counts."
            )
        }
        return rules.map(\.1)
    }

    private func rule(_ spot: ScenarioSpot) -> StepRule? {
        guard spot.expect(.step) else { return nil }
        let match = spot["match"].map { self.match($0) } ?? StepRule.Match.any
        let duration = spot["duration"].flatMap { $0.duration() }
        let messages = spot.list("messages", atMost: Scenario.Limits.messages, message)
        let verdict = verdict(spot)
        if spot["duration"] == nil, spot["verdict"] == nil, spot["messages"] == nil {
            spot.complain("The rule says nothing: give it a 'duration', a 'verdict' or 'messages'.")
        }
        let passes = verdict == .pass || spot["verdict"] == nil
        if passes, let error = spot["messages"], messages.contains(where: { $0.level == .error }) {
            error.complain(
                "Only a step that fails says an error. Write 'verdict: fail' to let it fail here, or another level."
            )
        }
        return match.map { StepRule(match: $0, duration: duration, verdict: verdict, messages: messages) }
    }

    private func verdict(_ spot: ScenarioSpot) -> StepRule.Verdict? {
        let word = spot["verdict"].flatMap { $0.word(of: Word.self) }
        let again = spot["again"].flatMap { $0.duration() }
        let times = spot["times"].flatMap { $0.integer(in: 1...1_000) }
        if word != .later {
            for name in ["again", "times"] where spot["verdict"] == nil || word != nil {
                spot[name]?.complain("'\(name)' is for 'verdict: later' only.")
            }
        }
        switch word {
        case .pass: return .pass
        case .fail: return .fail
        case .ask: return .ask
        case .later:
            if let again, again.milliseconds < 1_000 { spot["again"]?.complain("Ask again after a second at least.") }
            return .later(again: again ?? ScenarioDuration(seconds: 60), times: times ?? 1)
        case nil: return nil
        }
    }

    private func match(_ spot: ScenarioSpot) -> StepRule.Match? {
        guard spot.expect(.stepMatch) else { return nil }
        return StepRule.Match(
            publisher: spot["publisher"].flatMap { $0.namePattern() },
            offer: spot["offer"].flatMap { $0.namePattern() },
            step: spot["step"].flatMap(step),
            publish: spot["publish"].map { $0.occasions() ?? .always } ?? .always
        )
    }

    private func step(_ spot: ScenarioSpot) -> NamePattern? {
        guard let pattern = spot.namePattern() else { return nil }
        let fitting = words.steps.filter { pattern.matches($0) && $0 != Self.signOff }
        // Of steps that aren't known a pattern may mean others.
        if fitting.isEmpty, pattern.matches(Self.signOff), pattern.isLiteral || !words.steps.isEmpty {
            spot.complain(
                "The step '\(Self.signOff)' waits for go live, and nothing happens in it. Match the step before it."
            )
            return nil
        }
        guard words.steps.isEmpty || !fitting.isEmpty else {
            let hint = Suggestion.hint(for: pattern.text, among: words.steps)
            let known = words.steps.joined(separator: ", ")
            spot.complain("No workflow has a step '\(pattern.text.shortened)'.\(hint) Known: \(known).")
            return nil
        }
        return pattern
    }

    private func message(_ spot: ScenarioSpot) -> StepRule.Message? {
        guard spot.expect(.message) else { return nil }
        let level = spot["level"].map { $0.word(of: StepRule.Message.Level.self) } ?? .information
        let text = spot.required("text").flatMap { $0.text() }
        guard let level, let text else { return nil }
        return StepRule.Message(level: level, text: text)
    }
}

extension StepRule.Match {
    /// Every step there is.
    static let any = StepRule.Match(publisher: nil, offer: nil, step: nil, publish: .always)
}
