import VitrineCore

/// A publish or go live that was accepted, and whether the client saw how it ended.
struct OperationTrail {
    private let kind: CallRoute.Kind

    /// Publisher and offer; see ``OfferNames/key(of:)``.
    let offer: String

    /// The exchange in which it was accepted.
    let accepted: Exchange

    /// The last part of its location; `nil` when the answer named none.
    let id: String?

    /// Whether the client saw an end of it, or asked for one.
    fileprivate(set) var isFollowed = false

    /// What it is called in sentences.
    var word: String { kind == .golive ? "go live" : "publish" }

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
        var open = OpenTrails()
        for exchange in exchanges {
            let route = exchange.route
            let offer = names.key(of: route)
            if let sight = OperationSight(exchange, route) {
                for index in open.seen(sight, of: offer) { trails[index].isFollowed = true }
            }
            guard let trail = OperationTrail(exchange, route, offer) else { continue }
            open.add(trails.count, trail.id, of: trail.offer)
            trails.append(trail)
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
}

extension [OperationTrail] {
    fileprivate var counted: String { count.counted("publish or go live", "publishes and go lives") }
}
