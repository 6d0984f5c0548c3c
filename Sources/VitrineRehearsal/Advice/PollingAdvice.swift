import VitrineCore

/// Clients that don't wait as long as they are asked to.
enum PollingAdvice {
    /// How much earlier is early: clocks and timers are not that exact. In ticks.
    private static let slack = Timestamp.ticksPerSecond / 10

    /// GETs of an operation or a status that came before `Retry-After` of the answer before was over.
    static func tooFast(_ exchanges: [Exchange]) -> AdviceFinding? {
        var notBefore: [String: Timestamp] = [:]
        var early: [Exchange] = []
        var polls = 0
        for exchange in exchanges {
            let kind = exchange.route.kind
            if exchange.request.method == "GET", kind == .operations || kind == .status || kind == .submissions {
                polls += 1
                if let time = notBefore[path(exchange.request.target)], isEarly(exchange, time) {
                    early.append(exchange)
                }
            }
            guard let answer = exchange.answer, answer.status < 300 else { continue }
            // A publish names what is to be polled; a poll is about itself.
            let polled = answer.headers["Location"] ?? answer.headers["Operation-Location"] ?? exchange.request.target
            notBefore[path(polled)] = exchange.retryTime
        }
        return AdviceFinding(.pollingTooFast, early) { count in
            "\(count) of \(polls.counted("look", "looks")) at a publish's progress came before Retry-After was over."
        }
    }

    /// Calls to a host that came before `Retry-After` of its last 429 was over.
    static func throttled(_ exchanges: [Exchange]) -> AdviceFinding? {
        var notBefore: [String: Timestamp] = [:]
        var early: [Exchange] = []
        for exchange in exchanges {
            let host = exchange.request.host.asciiFolded
            if let time = notBefore[host], isEarly(exchange, time) { early.append(exchange) }
            guard exchange.status == 429, let time = exchange.retryTime else { continue }
            notBefore[host] = max(time, notBefore[host] ?? time)
        }
        return AdviceFinding(.throttleIgnored, early) { count in
            "\(count.counted("call")) came after a 429 and before its Retry-After was over."
        }
    }

    private static func isEarly(_ exchange: Exchange, _ time: Timestamp) -> Bool {
        exchange.time < time.advanced(byTicks: -slack)
    }

    private static func path(_ target: String) -> String {
        RequestPath(target).segments.joined(separator: "/").asciiFolded
    }
}

extension Exchange {
    /// When the answer's `Retry-After` is over; `nil` where it has none in seconds.
    fileprivate var retryTime: Timestamp? {
        guard let seconds = answer?.headers["Retry-After"].flatMap({ Int64($0) }), (0...86_400).contains(seconds) else {
            return nil
        }
        return end.advanced(bySeconds: seconds)
    }
}
