/// Secrets that travel more often, or in other places, than they have to.
enum SecretAdvice {
    /// PUTs that send a secret which the server has already: the same value at the same place, in an earlier PUT that was taken.
    ///
    /// A new value is a change, and fine. Of a journal that was read from a file values aren't known: there the place decides.
    static func repeated(_ exchanges: [Exchange]) -> AdviceFinding? {
        var known: Set<Sent> = []
        var places: Set<String> = []
        var repeating: [Exchange] = []
        for exchange in exchanges where exchange.request.method == "PUT" && !exchange.request.secrets.isEmpty {
            guard let offer = exchange.route.offerKey else { continue }
            let sent = exchange.request.secrets.map { Sent(offer: offer, place: $0.place, fingerprint: $0.fingerprint) }
            let again = sent.filter(known.contains)
            if !again.isEmpty { repeating.append(exchange) }
            places.formUnion(again.map(\.place))
            if let status = exchange.status, 200..<300 ~= status { known.formUnion(sent) }
        }
        return AdviceFinding(.secretInClear, repeating) { count in
            let shown = places.sorted().prefix(3).map(\.shortened).joined(separator: ", ")
            return
                "\(count.counted("PUT")) sent a secret in clear that the server had already: \(shown)\(places.count > 3 ? ", …" : "")."
        }
    }

    /// Requests with a credential in their URL. Signatures of the server's own links belong there.
    static func inURL(_ exchanges: [Exchange]) -> AdviceFinding? {
        let found = exchanges.filter { exchange in
            guard let query = exchange.request.target.split(separator: "?", maxSplits: 1).dropFirst().first else {
                return false
            }
            return query.split(separator: "&").contains { part in
                let name = part.prefix { $0 != "=" }.lowercased()
                return SecretNames.contains(name) && name != "sig" && name != "signature" && part.contains("=")
            }
        }
        return AdviceFinding(.credentialInURL, found) { "\($0.counted("call")) had a token or a secret in the URL." }
    }

    private struct Sent: Hashable {
        let offer: String
        let place: String
        let fingerprint: Int?
    }
}
