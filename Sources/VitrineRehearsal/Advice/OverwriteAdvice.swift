import ExactJSON

/// PUTs that overwrite whatever somebody else has written meanwhile.
enum OverwriteAdvice {
    /// PUTs of offers that exist without a tag. `If-Match: *` compares nothing either.
    static func finding(_ exchanges: [Exchange], _ names: OfferNames) -> AdviceFinding? {
        var existing: Set<String> = []
        var careless: [Exchange] = []
        var puts = 0
        for exchange in exchanges {
            if exchange.followsRestore { existing = [] }
            let route = exchange.route
            guard let offer = names.key(of: route) else { continue }
            if route.kind == .offer, route.method == "PUT" {
                if existing.contains(offer) || isLaterVersion(exchange) {
                    puts += 1
                    if !hasTag(exchange.request) { careless.append(exchange) }
                }
            }
            note(exchange, route, offer, in: &existing)
        }
        return AdviceFinding(.ifMatchMissing, careless) { count in
            "\(count) of \(puts.counted("PUT")) of an offer that exists had no If-Match with a tag: an edit of somebody else is lost without a word."
        }
    }

    private static func note(_ exchange: Exchange, _ route: CallRoute, _ offer: String, in existing: inout Set<String>)
    {
        if exchange.status == 404, route.kind == .offer { existing.remove(offer) }
        guard let status = exchange.status, 200..<400 ~= status else { return }
        if route.method == "DELETE", route.kind == .offer { existing.remove(offer) } else { existing.insert(offer) }
    }

    private static func hasTag(_ request: Exchange.Request) -> Bool {
        if request.headers["If-None-Match"] != nil { return true }
        return request.headers["If-Match"].map { $0 != "*" } ?? false
    }

    /// Whether the answer shows a version after the first: then the offer was there before the journal began.
    private static func isLaterVersion(_ exchange: Exchange) -> Bool {
        guard exchange.status == 200, let body = exchange.answer?.json else { return false }
        return (body["version"]?.int64 ?? 1) > 1
    }
}

extension Exchange.Answer {
    /// The body's root, when it is JSON that was kept whole.
    var json: JSONValue? {
        guard !body.isCut, !body.bytes.isEmpty else { return nil }
        return try? JSONDocument(parsing: body.bytes, limits: JSONLimits(maximumBytes: .max)).root
    }
}
