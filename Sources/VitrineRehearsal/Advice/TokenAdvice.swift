import ExactJSON
import VitrineCore

/// Tokens that are asked for too often, or used too long.
enum TokenAdvice {
    /// Tokens that a client asked for while the one before was still good: more than two of them, and one for every other of its
    /// calls at least.
    static func wasted(_ exchanges: [Exchange]) -> AdviceFinding? {
        var uses: [String: TokenUse] = [:]
        for exchange in exchanges { uses[exchange.client ?? "", default: TokenUse()].note(exchange) }
        let wasteful = uses.values.filter(\.isWasteful)
        let wasted = wasteful.flatMap(\.wasted).sorted { $0.id < $1.id }
        let tokens = wasteful.reduce(0) { $0 + $1.tokens }, calls = wasteful.reduce(0) { $0 + $1.calls }
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

}

/// How one client uses its tokens.
private struct TokenUse {
    private(set) var calls = 0
    private(set) var tokens = 0

    /// Those that were asked for while the one before was still good.
    private(set) var wasted: [Exchange] = []
    private var validUntil: Timestamp?

    /// Two are asked for by chance: one process signs in, and another one.
    var isWasteful: Bool { tokens > 2 && wasted.count >= 2 && tokens * 2 >= calls }

    mutating func note(_ exchange: Exchange) {
        if exchange.route.isPortal { calls += 1 }
        guard exchange.route.kind == .token, exchange.status == 200 else { return }
        tokens += 1
        if let end = validUntil, exchange.time < end { wasted.append(exchange) }
        validUntil = exchange.end.advanced(bySeconds: Self.lifetime(exchange))
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
