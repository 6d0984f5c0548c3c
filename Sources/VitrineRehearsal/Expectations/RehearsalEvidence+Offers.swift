import VitrineCore

extension RehearsalEvidence {
    /// A publish was accepted, and the offer stands in preview or further.
    func published(_ name: OfferText) -> (Bool, String) {
        judged(name, .publish, "publish") { state in
            guard state.preview != nil else { return "It has no preview." }
            switch state.status {
            case .waitingForPublisherReview, .succeeded: return nil
            // A go live that runs follows a publish that has succeeded.
            case .running where isAccepted(.golive, name): return nil
            case .neverPublished, .notStarted, .running, .canceled, .failed:
                return "Its status is \(state.status.rawValue)."
            }
        }
    }

    /// A go live was accepted, and the offer stands in production.
    func live(_ name: OfferText) -> (Bool, String) {
        judged(name, .golive, "go live") { state in
            guard state.production != nil else { return "Nothing of it is in production." }
            return state.status == .succeeded ? nil : "Its status is \(state.status.rawValue)."
        }
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
            false, "The \(lost.kind.rawValue) of \(name.shown) in call \(lost.accepted.id) was not followed to its end."
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
        _ obstacle: (RehearsedOffer) -> String?
    ) -> (Bool, String) {
        guard let state = offer(name.publisher, name.offer) else { return (false, "There is no offer \(name.shown).") }
        guard isAccepted(kind, name) else { return (false, "No \(word) of \(name.shown) was accepted.") }
        if let obstacle = obstacle(state) { return (false, "A \(word) of \(name.shown) was accepted. \(obstacle)") }
        let version = kind == .golive ? state.production : state.preview
        let slot = kind == .golive ? "production" : "preview"
        return (true, "Version \(version ?? 0) of \(name.shown) is in \(slot).")
    }
}

extension OfferText {
    fileprivate var shown: String { "\(publisher.shortened)/\(offer.shortened)" }
}
