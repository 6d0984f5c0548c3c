import VitrineCore

/// Reads what a fault does.
struct FaultActionReader {
    /// The keys that end a call, of which an action may have one.
    private static let endings = ["answer", "throttle", "dropConnection", "expireToken"]

    func action(_ spot: ScenarioSpot) -> FaultAction? {
        guard spot.expect(.action) else { return nil }
        guard ScenarioPart.action.keys.contains(where: { spot[$0] != nil }) else {
            spot.complain(
                "The action does nothing: give it one of \(ScenarioPart.action.keys.joined(separator: ", "))."
            )
            return nil
        }
        complainOfContradictions(spot)
        let token = spot["expireToken"].flatMap(tokenLifetime)
        return FaultAction(
            latency: spot["latency"].flatMap(latency),
            ending: ending(spot, isExpired: token == .some(.now)),
            truncateAfter: spot["truncate"].flatMap { $0.integer(in: 0...(64 << 20)) },
            tokenLifetime: token?.lifetime,
            edit: spot["edit"].flatMap(edit)
        )
    }

    private func complainOfContradictions(_ spot: ScenarioSpot) {
        let given = Self.endings.filter { name in spot[name].map { !isLifetime($0, name) } ?? false }
        if given.count > 1 {
            spot.complain(
                "\(given.map { "'\($0)'" }.joined(separator: " and ")) contradict each other. Keep one of them."
            )
        }
        if spot["truncate"] != nil, spot["dropConnection"] != nil {
            spot["truncate"]?.complain("A connection that is dropped has no answer to cut off.")
        }
        if !given.isEmpty {
            spot["edit"]?.complain(
                "'edit' comes after a GET that is answered with the offer; '\(given[0])' prevents that."
            )
        }
    }

    /// A token that is good for some time ends no call.
    private func isLifetime(_ spot: ScenarioSpot, _ name: String) -> Bool {
        guard name == "expireToken", case .text(let text) = spot.value.kind else { return false }
        return text != "now"
    }

    private func ending(_ spot: ScenarioSpot, isExpired: Bool) -> FaultAction.Ending? {
        if let answer = spot["answer"] { return FaultAnswerReader().answer(answer).map { .answer($0) } }
        if let throttle = spot["throttle"] { return throttle.duration().map { .answer(.throttle(retryAfter: $0)) } }
        if let drop = spot["dropConnection"] { return self.drop(drop) }
        return isExpired ? .answer(.expiredToken) : nil
    }

    private func drop(_ spot: ScenarioSpot) -> FaultAction.Ending? {
        guard let isDropped = spot.bool() else { return nil }
        if !isDropped { spot.complain("Nothing is done then. Write true, or leave it out.") }
        return .drop
    }

    /// Held back for longer, a call is given up on its way by the proxy, which waits for five minutes.
    private func latency(_ spot: ScenarioSpot) -> ScenarioDuration? {
        guard let latency = spot.duration() else { return nil }
        if latency.milliseconds > Scenario.Limits.latency.milliseconds {
            spot.complain("A call is held back for 4m at most: nothing waits longer for an answer.")
        }
        return latency
    }

    private enum TokenFault: Equatable {
        case now
        case after(ScenarioDuration)

        var lifetime: ScenarioDuration? {
            switch self {
            case .now: nil
            case .after(let duration): duration
            }
        }
    }

    private func tokenLifetime(_ spot: ScenarioSpot) -> TokenFault? {
        if case .text("now") = spot.value.kind { return .now }
        guard case .text = spot.value.kind else {
            spot.complain(
                "Write 'now' for this call's token, or how long tokens are good that this call issues, such as 20s."
            )
            return nil
        }
        return spot.duration().map { .after($0) }
    }

    private func edit(_ spot: ScenarioSpot) -> FaultAction.Edit? {
        guard spot.expect(.edit) else { return nil }
        let author = spot["author"].map { $0.text(atMost: 100) } ?? "somebody else"
        guard let patch = spot.required("patch"), let author else { return nil }
        guard case .mapping(let entries) = patch.value.kind, !entries.isEmpty else {
            patch.complain("Write a mapping with what changes in the definition; null takes a member out.")
            return nil
        }
        return FaultAction.Edit(patch: patch.value.json, author: author)
    }
}
