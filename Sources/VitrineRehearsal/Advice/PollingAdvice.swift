import VitrineCore

/// Clients that don't wait as long as they are asked to.
enum PollingAdvice {
    /// GETs of an operation or a status that came before `Retry-After` of the answer before was over.
    static func tooFast(_ exchanges: [Exchange]) -> AdviceFinding? {
        var pauses: [String: Pause] = [:]
        var early: [Exchange] = []
        var polls = 0
        for exchange in exchanges {
            let kind = exchange.route.kind
            if exchange.request.method == "GET", kind == .operations || kind == .status || kind == .submissions {
                polls += 1
                if pauses[path(exchange.request.target)]?.contains(exchange) == true { early.append(exchange) }
            }
            guard let answer = exchange.answer, answer.status < 300 else { continue }
            // A publish names what is to be polled; a poll is about itself.
            let polled = answer.headers["Location"] ?? answer.headers["Operation-Location"] ?? exchange.request.target
            pauses[path(polled)] = exchange.pause
        }
        return AdviceFinding(.pollingTooFast, early) { count in
            "\(count) of \(polls.counted("look", "looks")) at a publish's progress came before Retry-After was over."
        }
    }

    /// Calls to a host that came before `Retry-After` of its last 429 was over.
    static func throttled(_ exchanges: [Exchange]) -> AdviceFinding? {
        var pauses: [String: Pause] = [:]
        var early: [Exchange] = []
        for exchange in exchanges {
            let host = exchange.request.host.asciiFolded
            if pauses[host]?.contains(exchange) == true { early.append(exchange) }
            guard exchange.status == 429, let pause = exchange.pause else { continue }
            if let last = pauses[host], last.end > pause.end { continue }
            pauses[host] = pause
        }
        return AdviceFinding(.throttleIgnored, early) { count in
            "\(count.counted("call")) came after a 429 and before its Retry-After was over."
        }
    }

    private static func path(_ target: String) -> String {
        RequestPath(target).segments.joined(separator: "/").asciiFolded
    }
}

/// The time in which a client was asked not to call.
private struct Pause {
    let start: Timestamp
    let end: Timestamp

    /// How much earlier is early: clocks and timers are not that exact. In ticks.
    private static let slack = Timestamp.ticksPerSecond / 10

    /// Whether a call began in it. One that was under way already when it was asked for couldn't know.
    func contains(_ exchange: Exchange) -> Bool {
        exchange.time >= start && exchange.time < end.advanced(byTicks: -Self.slack)
    }
}

extension Exchange {
    /// What the answer's `Retry-After` asks for; `nil` where it has none in seconds.
    fileprivate var pause: Pause? {
        guard let seconds = answer?.headers["Retry-After"].flatMap({ Int64($0) }), (0...86_400).contains(seconds) else {
            return nil
        }
        return Pause(start: end, end: end.advanced(bySeconds: seconds))
    }
}
