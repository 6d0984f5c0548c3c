import ExactJSON
import VitrineCore

/// What an answer shows of operations that are over. A body that wasn't kept whole may have shown any.
enum OperationSight {
    /// Everything of the offer: a client that asked for a cancel waits for nothing more.
    case all

    /// The newest operation of the offer.
    case newest

    /// The operation whose location ends so, folded.
    case operation(String)

    /// Those of the offer with these ids; and whether the newest is among them.
    case operations(Set<String>, isNewestOver: Bool)

    /// `nil` where nothing is over.
    init?(_ exchange: Exchange, _ route: CallRoute) {
        guard let status = exchange.status, 200..<300 ~= status else { return nil }
        guard exchange.request.method == "GET" else {
            guard route.kind == .cancel else { return nil }
            self = .all
            return
        }
        let last = RequestPath(exchange.request.target).segments.last?.asciiFolded ?? ""
        switch route.kind {
        case .status where Self.isOver(exchange), .offer where Self.isOver(exchange): self = .newest
        case .submissions: self.init(listIn: exchange)
        case .operations where last == "operations": self.init(listIn: exchange)
        case .operations where Self.isOver(exchange): self = .operation(last)
        default: return nil
        }
    }

    private init?(listIn exchange: Exchange) {
        guard let list = exchange.answer?.json else {
            guard exchange.answer?.body.isCut == true else { return nil }
            self = .all
            return
        }
        let over = list.elements.filter { Self.ends.contains($0["submissionState"]?.string?.asciiFolded ?? "") }
        let isNewestOver = Self.ends.contains(list[0]?["submissionState"]?.string?.asciiFolded ?? "")
        self = .operations(Set(over.compactMap { $0["id"]?.string?.asciiFolded }), isNewestOver: isNewestOver)
    }

    private static func isOver(_ exchange: Exchange) -> Bool {
        guard let answer = exchange.answer, !answer.body.isCut else { return true }
        return ends.contains(answer.json?["status"]?.string?.asciiFolded ?? "")
    }

    /// An offer that waits for its publisher's review has ended its publish.
    private static let ends: Set = ["succeeded", "failed", "canceled", "complete", "waitingforpublisherreview"]
}
