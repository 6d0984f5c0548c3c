import ExactJSON
import VitrineCore
import VitrineText

/// Reads the offers of a seed.
struct OfferReader {
    let publishers: Set<PublisherID>
    let words: ScenarioWords
    let file: (ScenarioSpot) -> [UInt8]?

    /// The base's offers with the file's own after them; one of the same publisher and pattern replaces the base's.
    func offers(_ seed: ScenarioSpot, over base: [SeededOffer]) -> [SeededOffer] {
        let own = seed.list("offers", atMost: Scenario.Limits.offers) { spot in offer(spot).map { (spot, $0) } }
        let patterns = Set(own.map { Pattern($0.1) })
        let kept = base.filter { !patterns.contains(Pattern($0)) }
        let count = (kept + own.map(\.1)).reduce(0) { $0 + $1.count }
        guard count <= Scenario.Limits.offers else {
            seed["offers"]?.complain("\(count) offers in all; \(Scenario.Limits.offers) are allowed.")
            return []
        }
        complainOfRepetitions(own, besides: kept)
        return kept + own.map(\.1)
    }

    /// A pattern for ids of a publisher.
    private struct Pattern: Hashable {
        let publisher: PublisherID
        let id: String

        init(_ offer: SeededOffer) {
            publisher = offer.publisher
            id = offer.idPattern.asciiFolded
        }
    }

    private func complainOfRepetitions(_ own: [(ScenarioSpot, SeededOffer)], besides base: [SeededOffer]) {
        var seen: Set<OfferName> = []
        for offer in base { for number in 1...offer.count { seen.insert(offer.name(number)) } }
        for (spot, offer) in own {
            for number in 1...offer.count where !seen.insert(offer.name(number)).inserted {
                spot.complain("The offer '\(offer.publisher)/\(offer.id(number))' is there already.")
                break
            }
        }
    }

    private func offer(_ spot: ScenarioSpot) -> SeededOffer? {
        guard spot.expect(.offer) else { return nil }
        let publisher = spot.required("publisher").flatMap(publisher)
        let count = spot["count"].map { $0.integer(in: 1...Scenario.Limits.offers) } ?? 1
        let id = spot.required("id").flatMap { self.id($0, count: count, isCounted: spot["count"] != nil) }
        let type = spot.required("offerTypeId").flatMap(offerType)
        let slots = spot["slots"].map { self.slots($0) } ?? (nil, nil)
        let definition = definition(spot)
        guard let publisher, let count, let id, let type, let slots, let definition else { return nil }
        let offer = SeededOffer(
            publisher: publisher,
            idPattern: id,
            count: count,
            offerType: type,
            template: definition,
            isNumbered: spot["count"] != nil && definition.contains("{n}".utf8),
            preview: slots.preview,
            production: slots.production
        )
        if let slots = spot["slots"] { complainOfObstacles(offer, slots) }
        return offer
    }

    /// What stands in a slot was published; the first of many stands for all.
    private func complainOfObstacles(_ offer: SeededOffer, _ slots: ScenarioSpot) {
        guard offer.frozenVersions > 0 else { return }
        let obstacles = words.obstacles(offer.offerType, offer.definition(1, version: 1))
        guard !obstacles.isEmpty else { return }
        let more = obstacles.count > 3 ? " And \(obstacles.count - 3) more." : ""
        slots.complain(
            "The offer can't be published as it is. \(obstacles.prefix(3).joined(separator: " "))\(more)"
        )
    }

    private func publisher(_ spot: ScenarioSpot) -> PublisherID? {
        guard let id = spot.publisherID() else { return nil }
        if publishers.contains(id) { return id }
        let hint = Suggestion.hint(for: id.text, among: publishers.map(\.text))
        spot.complain("The seed has no publisher '\(id.text.shortened)'.\(hint)")
        return nil
    }

    /// A pattern for ids: the longest one and the first one have to be good names.
    private func id(_ spot: ScenarioSpot, count: Int?, isCounted: Bool) -> String? {
        guard let pattern = spot.text(atMost: 255) else { return nil }
        guard pattern.contains("{n}") == isCounted else {
            spot.complain(
                isCounted
                    ? "With 'count', the id needs {n} for the offer's number, as in offer-{n}."
                    : "{n} stands for an offer's number: say with 'count' how many there are."
            )
            return nil
        }
        for number in Set([1, count ?? 1]).sorted() {
            let id = OfferID(stored: pattern.replacing("{n}", with: String(number)))
            do throws(Refusal) {
                try id.checkNew()
            } catch {
                spot.complain(error.message)
                return nil
            }
        }
        return pattern
    }

    private func offerType(_ spot: ScenarioSpot) -> OfferTypeID? {
        guard let id = spot.name({ (text) throws(Refusal) in try OfferTypeID(lookup: text) }) else { return nil }
        guard words.offerTypes.isEmpty || words.offerTypes.contains(id.rawValue) else {
            let hint = Suggestion.hint(for: id.rawValue, among: words.offerTypes)
            spot.complain("There is no offer type '\(id.rawValue.shortened)'.\(hint)")
            return nil
        }
        return id
    }

    /// Going live goes through the preview: what is live is, or was, in preview.
    private func slots(_ spot: ScenarioSpot) -> (preview: Int64?, production: Int64?)? {
        guard spot.expect(.slots) else { return nil }
        let range = 1...Scenario.Limits.versions
        let preview = spot["preview"].map { $0.integer(in: range) }
        let production = spot["production"].map { $0.integer(in: range) }
        if preview == .some(nil) || production == .some(nil) { return nil }
        let live = production.flatMap { $0 }, shown = preview.flatMap { $0 } ?? live
        if let live, let shown, shown < live {
            spot.complain(
                "Version \(live) can't be live while \(shown) is in preview: a version is in preview before it is live."
            )
            return nil
        }
        return (shown.map(Int64.init), live.map(Int64.init))
    }
}

extension SeededOffer {
    fileprivate func name(_ number: Int) -> OfferName { OfferName(publisher: publisher, offer: id(number)) }
}
