import VitrineCore

extension RehearsalEvidence {
    /// A publish was accepted, the newest one has succeeded, and what it made is in preview.
    func published(_ name: OfferText) -> (Bool, String) {
        judged(name, .publish, "publish", \.publish, "preview", \.preview)
    }

    /// A go live was accepted, the newest one has succeeded, and the offer is in production: whatever was published since.
    func live(_ name: OfferText) -> (Bool, String) {
        judged(name, .golive, "go live", \.goLive, "production", \.production)
    }

    /// Each publish and go live that was accepted was followed to its end, and there was one.
    func followed(_ name: OfferText) -> (Bool, String) {
        let names = names(with: name)
        let trails = OperationTrail.all(in: exchanges, names).filter { $0.offer == names.key(name.key) }
        guard !trails.isEmpty else { return (false, "No publish or go live of \(name.shown) was accepted.") }
        guard let lost = trails.first(where: { !$0.isFollowed }) else {
            return (true, "\(trails.count.counted("operation")) of \(name.shown), followed to the end.")
        }
        return (
            false, "The \(lost.word) of \(name.shown) in call \(lost.accepted.id) was not followed to its end."
        )
    }

    private func isAccepted(_ kind: CallRoute.Kind, _ name: OfferText) -> Bool {
        let names = names(with: name)
        return exchanges.contains { exchange in
            let route = exchange.route
            return route.kind == kind && names.key(of: route) == names.key(name.key) && exchange.status == 202
        }
    }

    /// What offers are called, this one also where no answer of the journal tells it.
    private func names(with name: OfferText) -> OfferNames {
        var names = OfferNames(exchanges)
        if let state = offer(name.publisher, name.offer) {
            names.add(state.guid, of: OfferText(publisher: name.publisher, offer: state.name).key)
        }
        return names
    }

    private func judged(
        _ name: OfferText,
        _ kind: CallRoute.Kind,
        _ word: String,
        _ newest: (RehearsedOffer) -> OperationState?,
        _ slot: String,
        _ version: (RehearsedOffer) -> Int64?
    ) -> (Bool, String) {
        guard let state = offer(name.publisher, name.offer) else { return (false, "There is no offer \(name.shown).") }
        guard isAccepted(kind, name) else { return (false, "No \(word) of \(name.shown) was accepted.") }
        let isAccepted = "A \(word) of \(name.shown) was accepted."
        guard let end = newest(state) else { return (false, "\(isAccepted) The store was put back since.") }
        guard end == .succeeded else { return (false, "\(isAccepted) The newest one \(end.said).") }
        guard let version = version(state) else { return (false, "\(isAccepted) Nothing of it is in \(slot).") }
        return (true, "Version \(version) of \(name.shown) is in \(slot).")
    }
}

extension OperationState {
    fileprivate var said: String {
        switch self {
        case .notStarted: "hasn't begun"
        case .running: "is running"
        case .succeeded: "has succeeded"
        case .failed: "has failed"
        case .canceled: "was canceled"
        }
    }
}

extension OfferText {
    fileprivate var shown: String { "\(publisher.shortened)/\(offer.shortened)" }
}
