/// Looks through a journal for what a client did that will hurt it one day.
package enum ClientAdvice {
    /// What there is to say, at most one finding of each code, in the order of the codes.
    ///
    /// It knows only what the journal still has: what made room is not looked at.
    package static func findings(in exchanges: [Exchange]) -> [AdviceFinding] {
        let names = OfferNames(exchanges)
        let found = [
            OverwriteAdvice.finding(exchanges, names), SecretAdvice.repeated(exchanges, names),
            SecretAdvice.inURL(exchanges),
            TokenAdvice.wasted(exchanges), TokenAdvice.rejected(exchanges), PollingAdvice.tooFast(exchanges),
            PollingAdvice.throttled(exchanges), OperationTrail.finding(exchanges, names),
            VersionAdvice.finding(exchanges),
        ]
        return found.compactMap { $0 }
    }
}

extension AdviceFinding {
    /// A finding about these exchanges; `nil` when there are none.
    init?(_ code: Code, _ exchanges: [Exchange], _ sentence: (_ count: Int) -> String) {
        guard let first = exchanges.first else { return nil }
        self.init(code: code, sentence: sentence(exchanges.count), count: exchanges.count, example: first.id)
    }
}

extension Int {
    /// `1 call`, `2 calls`.
    func counted(_ one: String, _ several: String? = nil) -> String {
        "\(self) \(self == 1 ? one : several ?? one + "s")"
    }
}
