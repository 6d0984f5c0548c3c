import ExactJSON
import VitrineText

/// Secrets that travel more often, or in other places, than they have to.
enum SecretAdvice {
    /// PUTs that send a secret which the server has already: the same value at the same place, in an earlier PUT that was taken.
    ///
    /// A new value is a change, and fine. Of a journal that was read from a file values aren't known: there the place decides.
    static func repeated(_ exchanges: [Exchange], _ names: OfferNames) -> AdviceFinding? {
        var known = KnownSecrets()
        var places: Set<String> = []
        var repeating: [Exchange] = []
        for exchange in exchanges {
            if exchange.followsRestore { known = KnownSecrets() }
            guard let offer = names.key(of: exchange.route) else { continue }
            let again = exchange.request.method == "PUT" ? known.again(in: exchange, offer) : []
            if !again.isEmpty { repeating.append(exchange) }
            places.formUnion(again)
            known.note(exchange, offer)
        }
        return AdviceFinding(.secretInClear, repeating) { count in
            let shown = places.sorted().prefix(3).map { $0.shown(atMost: 120) }.joined(separator: ", ")
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
                let name = SecretNames.decoded(String(part.prefix { $0 != "=" })).lowercased()
                return SecretNames.contains(name) && name != "sig" && name != "signature" && part.contains("=")
            }
        }
        return AdviceFinding(.credentialInURL, found) { "\($0.counted("call")) had a token or a secret in the URL." }
    }
}

/// The secrets that the server has, as far as exchanges show.
private struct KnownSecrets {
    /// Fingerprints by offer and place; `nil` where the value isn't known.
    private var offers: [String: [String: Int?]] = [:]

    /// The places of secrets in a PUT that stand there with the same value already.
    func again(in exchange: Exchange, _ offer: String) -> [String] {
        exchange.request.secrets.filter { offers[offer]?[$0.place] == .some($0.fingerprint) }.map(\.place)
    }

    mutating func note(_ exchange: Exchange, _ offer: String) {
        guard exchange.route.kind == .offer, let status = exchange.status, 200..<300 ~= status else { return }
        if exchange.request.method == "DELETE" { offers[offer] = nil }
        if exchange.request.method == "PUT" {
            for secret in exchange.request.secrets {
                offers[offer, default: [:]][secret.place] = .some(secret.fingerprint)
            }
        }
        guard let set = exchange.placesSet else { return }
        offers[offer] = offers[offer]?.filter { set.contains($0.key) }
    }
}

extension Exchange {
    /// The secrets that are set, as an offer's answer says; `nil` when it doesn't say all.
    fileprivate var placesSet: Set<String>? {
        guard request.method != "DELETE", let headers = answer?.headers, headers["ETag"] != nil else { return nil }
        guard let list = headers["x-secret-fields-set"] else { return [] }
        let places = list.split(separator: ",").map { String($0.drop { $0 == " " }) }
        guard places.last != "..." else { return nil }
        return Set(
            places.compactMap { JSONPointer(percentEncoded: $0) }.map { place in
                JSONPointer(tokens: Array(place.tokens.dropFirst())).description
            }
        )
    }
}
