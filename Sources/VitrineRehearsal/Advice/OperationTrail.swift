import ExactJSON
import VitrineCore

/// A publish or go live that was accepted, and whether the client saw how it ended.
struct OperationTrail {
    let kind: CallRoute.Kind

    /// Publisher and offer; see ``OfferNames/key(of:)``.
    let offer: String

    /// The exchange in which it was accepted.
    let accepted: Exchange

    /// The last part of its location; `nil` when the answer named none.
    private let id: String?

    /// Whether the client saw an end of it, or asked for one.
    private(set) var isFollowed = false

    private init?(_ exchange: Exchange, _ route: CallRoute, _ offer: String?) {
        guard exchange.status == 202, route.kind == .publish || route.kind == .golive, let offer else { return nil }
        kind = route.kind
        self.offer = offer
        accepted = exchange
        let location = exchange.answer?.headers["Location"] ?? exchange.answer?.headers["Operation-Location"]
        id = location.flatMap { RequestPath($0).segments.last?.asciiFolded }
    }

    /// The trails of a journal, in the order in which they began.
    static func all(in exchanges: [Exchange], _ names: OfferNames) -> [OperationTrail] {
        var trails: [OperationTrail] = []
        for exchange in exchanges {
            let route = exchange.route
            let offer = names.key(of: route)
            for index in trails.indices where !trails[index].isFollowed {
                trails[index].isFollowed = trails[index].ends(in: exchange, route, of: offer)
            }
            if let trail = OperationTrail(exchange, route, offer) { trails.append(trail) }
        }
        return trails
    }

    static func finding(_ exchanges: [Exchange], _ names: OfferNames) -> AdviceFinding? {
        let trails = all(in: exchanges, names)
        let lost = trails.filter { !$0.isFollowed }
        return AdviceFinding(.operationNotFollowed, lost.map(\.accepted)) { count in
            "\(count) of \(trails.counted) that \(trails.count == 1 ? "was" : "were") accepted \(count == 1 ? "was" : "were") never followed to the end."
        }
    }

    /// Whether an exchange shows how the operation ended. A body that wasn't kept whole may have shown it.
    private func ends(in exchange: Exchange, _ route: CallRoute, of called: String?) -> Bool {
        guard let status = exchange.status, 200..<300 ~= status,
            exchange.request.method == "GET" || route.kind == .cancel
        else { return false }
        switch route.kind {
        case .cancel: return called == offer
        case .operations: return isMine(exchange, of: called) && hasEnded(exchange) { $0["status"] }
        case .status: return called == offer && hasEnded(exchange) { $0["status"] }
        case .submissions:
            return called == offer && hasEnded(exchange) { list in submission(in: list)?["submissionState"] }
        default: return false
        }
    }

    private func isMine(_ exchange: Exchange, of called: String?) -> Bool {
        let last = RequestPath(exchange.request.target).segments.last?.asciiFolded
        return id.map { $0 == last } ?? (called == offer)
    }

    /// Its entry in a list of submissions; clients that know no id take the newest, which comes first.
    private func submission(in list: JSONValue) -> JSONValue? {
        list.elements.first { $0["id"]?.string?.asciiFolded == id } ?? (id == nil ? list[0] : nil)
    }

    private func hasEnded(_ exchange: Exchange, _ state: (JSONValue) -> JSONValue?) -> Bool {
        guard let answer = exchange.answer, !answer.body.isCut else { return true }
        guard let word = answer.json.flatMap(state)?.string?.asciiFolded else { return false }
        return Self.ends.contains(word)
    }

    /// An offer that waits for its publisher's review has ended its publish.
    private static let ends: Set = ["succeeded", "failed", "canceled", "complete", "waitingforpublisherreview"]
}

extension [OperationTrail] {
    fileprivate var counted: String { count.counted("publish or go live", "publishes and go lives") }
}
