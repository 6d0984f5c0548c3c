import VitrineText

/// What expectations are held against.
package struct RehearsalEvidence: Sendable {
    /// Gives where an offer stands; `nil` when there is none.
    package typealias OfferState = @Sendable (_ publisher: String, _ offer: String) -> RehearsedOffer?

    /// The journal's exchanges, oldest first.
    package let exchanges: [Exchange]

    /// How many made room and can't be looked at.
    package let dropped: Int

    /// What the client did that will hurt it.
    package let findings: [AdviceFinding]
    let offer: OfferState

    /// Evidence of a journal and of where offers stand.
    package init(exchanges: [Exchange], dropped: Int = 0, offer: @escaping OfferState) {
        self.exchanges = exchanges
        self.dropped = dropped
        self.offer = offer
        findings = ClientAdvice.findings(in: exchanges)
    }

    /// Holds each expectation against the evidence.
    package func outcomes(of expectations: [Expectation]) -> [ExpectationOutcome] {
        expectations.map(outcome)
    }

    private func outcome(of expectation: Expectation) -> ExpectationOutcome {
        let (isMet, sentence) = judged(expectation.form)
        let caveat =
            dropped > 0 ? " The journal's first \(dropped.counted("call")) made room and couldn't be looked at." : ""
        return ExpectationOutcome(expectation: expectation, isMet: isMet, sentence: sentence + caveat)
    }

    private func judged(_ form: Expectation.Form) -> (Bool, String) {
        switch form {
        case .published(let name): published(name)
        case .live(let name): live(name)
        case .operationFollowed(let name): followed(name)
        case .calls(let method, let route, let bound):
            counted(bound, "call") { exchange in
                (method == nil || method == exchange.request.method) && route.fits(exchange)
            }
        case .status(let range, let bound):
            counted(bound, "answer with \(range)", "answers with \(range)") { exchange in
                exchange.status.map { range.contains($0) } ?? false
            }
        case .faults(let bound): counted(bound, "call met a fault", "calls met a fault") { $0.fault != nil }
        case .noErrors: noErrors()
        case .noSecretInClear:
            without(
                [.secretInClear, .credentialInURL],
                "No secret was sent that the server had already, and none in a URL."
            )
        case .polledPolitely: without([.pollingTooFast, .throttleIgnored], "Every call waited for Retry-After.")
        case .ifMatchAlways: without([.ifMatchMissing], "Every PUT of an offer that exists had a tag.")
        case .noAdvice: without(AdviceFinding.Code.allCases, "The client did nothing that will hurt it.")
        }
    }

    private func counted(
        _ bound: Bound,
        _ one: String,
        _ several: String? = nil,
        _ fits: (Exchange) -> Bool
    ) -> (Bool, String) {
        let found = exchanges.filter(fits)
        let example = found.first.map { " The first was \($0.shown)." } ?? ""
        return (
            bound.holds(for: found.count), "\(found.count.counted(one, several)); expected: \(bound.words).\(example)"
        )
    }

    /// Errors that no fault answered in the server's place: one that was only held up or cut off was the client's own.
    private func noErrors() -> (Bool, String) {
        let errors = exchanges.filter { !$0.isMadeUp && ($0.status ?? 0) >= 400 }
        guard let first = errors.first else { return (true, "No call was answered with an error of its own making.") }
        return (false, "\(errors.count.counted("call")) got an error that no fault made; the first was \(first.shown).")
    }

    private func without(_ codes: [AdviceFinding.Code], _ sentence: String) -> (Bool, String) {
        let found = findings.filter { codes.contains($0.code) }
        guard let first = found.first else { return (true, sentence) }
        return (false, "\(first.sentence) Such a call is \(first.example).")
    }
}

extension Exchange {
    /// `call 4, PUT /api/..., 412`.
    var shown: String {
        let path = request.target.prefix { $0 != "?" }
        return
            "call \(id), \(request.method.shortened) \(String(path).shown(atMost: 120)), \(status.map(String.init) ?? "no answer")"
    }
}
