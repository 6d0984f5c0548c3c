import ExactJSON
import VitrineCore

/// Tokens that are asked for too often, or used too long.
enum TokenAdvice {
    /// Tokens that were asked for while the one before was still good: more than two of them, and one for every other call at least.
    static func wasted(_ exchanges: [Exchange]) -> AdviceFinding? {
        let calls = exchanges.count { $0.route.isPortal }
        var validUntil: [String: Timestamp] = [:]
        var tokens = 0
        var wasted: [Exchange] = []
        for exchange in exchanges where exchange.route.kind == .token {
            guard exchange.status == 200 else { continue }
            tokens += 1
            let client = exchange.client ?? ""
            if let end = validUntil[client], exchange.time < end { wasted.append(exchange) }
            validUntil[client] = exchange.end.advanced(bySeconds: lifetime(exchange))
        }
        // Two are asked for by chance: one process signs in, and another one.
        guard tokens > 2, wasted.count >= 2, tokens * 2 >= calls else { return nil }
        return AdviceFinding(.tokenEveryCall, wasted) { count in
            "\(tokens) tokens were asked for in \(calls.counted("call")), \(count) of them while the one before was still good."
        }
    }

    /// Calls that were answered 401 right after a 401, without a new token in between.
    static func rejected(_ exchanges: [Exchange]) -> AdviceFinding? {
        var wasRejected = false
        var again: [Exchange] = []
        for exchange in exchanges {
            if exchange.route.kind == .token { wasRejected = false }
            guard exchange.route.isPortal else { continue }
            if exchange.status == 401, wasRejected { again.append(exchange) }
            wasRejected = exchange.status == 401
        }
        return AdviceFinding(.tokenRejected, again) { count in
            "\(count.counted("call")) got a 401 right after a 401, and no new token was asked for in between."
        }
    }

    /// How long a token is good for, in seconds; an hour where the answer doesn't say.
    private static func lifetime(_ exchange: Exchange) -> Int64 {
        let stated = exchange.answer?.json?["expires_in"]
        let seconds = stated?.int64 ?? stated?.string.flatMap { Int64($0) } ?? 3_600
        return min(max(0, seconds), 86_400 * 366)
    }
}

extension Exchange {
    /// The client that calls: as the server knew it, or as a token request's form says it.
    var client: String? {
        if let caller { return caller }
        guard let form = request.body.text, route.kind == .token else { return nil }
        let field = form.split(separator: "&").first { $0.hasPrefix("client_id=") }
        return field.map { String($0.dropFirst("client_id=".count)).asciiFolded }
    }
}
