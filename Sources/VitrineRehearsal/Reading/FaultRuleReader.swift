import VitrineCore

/// Reads what goes wrong with requests.
struct FaultRuleReader {
    private enum Method: String, CaseIterable {
        case get = "GET"
        case head = "HEAD"
        case put = "PUT"
        case post = "POST"
        case delete = "DELETE"
        case patch = "PATCH"
        case options = "OPTIONS"
    }

    /// The file's own rules; complains of two of a name, and of a rule whose end of the call never comes.
    func rules(_ root: ScenarioSpot) -> [FaultRule] {
        var index = 0
        let rules = root.list("faults", atMost: Scenario.Limits.rules) { spot in
            index += 1
            return rule(spot, defaultName: "fault \(index)").map { (spot, $0) }
        }
        complainOfContradictions(rules)
        return rules.map(\.1)
    }

    private func complainOfContradictions(_ rules: [(ScenarioSpot, FaultRule)]) {
        for (index, (spot, rule)) in rules.enumerated() {
            if let earlier = rules[..<index].first(where: { $0.1.name == rule.name }) {
                spot.complain("The name '\(rule.name.shortened)' was given on \(earlier.0.shownLine) already.")
            }
            guard rule.action.ending != nil else { continue }
            let earlier = rules[..<index].first { $0.1.action.ending != nil && $0.1.match.covers(rule.match) }
            guard let earlier else { continue }
            spot.complain(
                "This rule contradicts the one on \(earlier.0.shownLine), which ends every request that this one is about."
            )
        }
    }

    private func rule(_ spot: ScenarioSpot, defaultName: String) -> FaultRule? {
        guard spot.expect(.fault) else { return nil }
        let name = spot["name"].map { $0.text(atMost: 100) } ?? defaultName
        let match = spot["match"].map { self.match($0) } ?? .some(FaultRule.Match.any)
        let action = spot.required("action").flatMap { FaultActionReader().action($0) }
        guard let name, let match, let action else { return nil }
        checkEdit(spot, match, action)
        checkLifetime(spot, match, action)
        return FaultRule(name: name, match: match, action: action)
    }

    /// Somebody else can only come between a GET of an offer and what follows it.
    private func checkEdit(_ spot: ScenarioSpot, _ match: FaultRule.Match, _ action: FaultAction) {
        guard action.edit != nil else { return }
        if let method = match.method, method != "GET", method != "HEAD" {
            spot["match"]?["method"]?.complain("'edit' comes after a GET of an offer; this rule is about \(method).")
        }
        if match.method == nil {
            spot.complain("'edit' comes after a GET of an offer: write 'method: GET' in 'match'.")
        }
        if let path = match.path, !path.canNameOffer {
            spot["match"]?["path"]?.complain("'edit' comes after a GET of an offer, and this is the path of none.")
        }
    }

    /// Only a call of the sign-in service issues tokens.
    private func checkLifetime(_ spot: ScenarioSpot, _ match: FaultRule.Match, _ action: FaultAction) {
        guard action.tokenLifetime != nil else { return }
        let path = match.path.map { RequestPath($0.text).segments.first?.asciiFolded == "api" } ?? false
        guard path || match.publisher != nil else { return }
        spot["match"]?[path ? "path" : "publisher"]?.complain(
            "'expireToken' with a span of time is about the call that issues the token, such as '/{tenant}/oauth2/**'."
        )
    }

    private func match(_ spot: ScenarioSpot) -> FaultRule.Match? {
        guard spot.expect(.faultMatch) else { return nil }
        let path = spot["path"].flatMap(path)
        let publisher = spot["publisher"].flatMap { $0.namePattern() }
        if let named = path?.literalPublisher, let publisher, !publisher.matches(named) {
            spot["publisher"]?.complain(
                "'path' names the publisher '\(named)', which this doesn't fit: the rule fits no request."
            )
        }
        return FaultRule.Match(
            method: spot["method"].flatMap { $0.word(of: Method.self)?.rawValue },
            path: path,
            publisher: publisher,
            caller: spot["caller"].flatMap(caller),
            nth: spot["nth"].map { $0.occasions() ?? .always } ?? .always,
            probability: spot["probability"].flatMap { $0.chance() }
        )
    }

    private func caller(_ spot: ScenarioSpot) -> NamePattern? {
        guard let pattern = spot.namePattern() else { return nil }
        if GUID(pattern.text) == nil, !pattern.text.contains("*") {
            spot.complain("A caller is a client id, which is a GUID; '*' stands for any characters of it.")
        }
        return pattern
    }

    private func path(_ spot: ScenarioSpot) -> PathPattern? {
        guard let text = spot.text(atMost: 1_000) else { return nil }
        if let pattern = PathPattern(text) { return pattern }
        spot.complain(
            "Write a path from '/' on, without a query; '*' for characters of a segment, {word} for a whole one, '**' for any number of them."
        )
        return nil
    }
}

extension FaultRule.Match {
    /// Every request there is.
    static let any = FaultRule.Match(
        method: nil,
        path: nil,
        publisher: nil,
        caller: nil,
        nth: .always,
        probability: nil
    )
}
