import VitrineCore
import VitrineText

/// Reads what is in the store at the start.
struct SeedReader {
    let base: ScenarioSeed
    let words: ScenarioWords
    let file: (ScenarioSpot) -> [UInt8]?

    /// The base's seed with the file's own put over it: what has the same id replaces it.
    func seed(_ spot: ScenarioSpot?) -> ScenarioSeed {
        guard let spot, spot.expect(.seed) else { return base }
        let publishers = merged(
            base.publishers,
            own(spot, "publishers", Scenario.Limits.publishers, publisher),
            by: \.id
        )
        let known = Set(publishers.map(\.id))
        let applications = merged(
            base.applications,
            own(spot, "applications", Scenario.Limits.applications) { application($0, of: known) },
            by: \.clientID
        )
        let offers = OfferReader(publishers: known, words: words, file: file).offers(spot, over: base.offers)
        return ScenarioSeed(publishers: publishers, applications: applications, offers: offers)
    }

    /// Items of a list with where they stand.
    private func own<Item>(
        _ spot: ScenarioSpot,
        _ name: String,
        _ most: Int,
        _ read: (ScenarioSpot) -> Item?
    ) -> [(spot: ScenarioSpot, item: Item)] {
        spot.list(name, atMost: most) { spot in read(spot).map { (spot, $0) } }
    }

    /// Both lists; complains of an id that the file itself gives twice.
    private func merged<Item, ID: Hashable>(
        _ base: [Item],
        _ own: [(spot: ScenarioSpot, item: Item)],
        by id: (Item) -> ID
    ) -> [Item] {
        var places: [ID: ScenarioSpot] = [:]
        for (spot, item) in own {
            if let first = places[id(item)] {
                spot.complain("The id '\(id(item))' was given on \(first.shownLine) already.")
            } else {
                places[id(item)] = spot
            }
        }
        return base.filter { places[id($0)] == nil } + own.map(\.item)
    }

    private func publisher(_ spot: ScenarioSpot) -> Publisher? {
        guard spot.expect(.publisher) else { return nil }
        let id = spot.required("id").flatMap { $0.publisherID() }
        let name = spot["name"].flatMap { $0.text(atMost: 200) }
        let seller = spot["sellerId"].flatMap { $0.text(atMost: 200) }
        return id.map { Publisher(id: $0, name: name ?? $0.text, sellerID: seller ?? "") }
    }

    private func application(_ spot: ScenarioSpot, of publishers: Set<PublisherID>) -> SeededApplication? {
        guard spot.expect(.application) else { return nil }
        let name = spot["name"].flatMap { $0.text(atMost: 200) }
        let secret = spot["secret"].flatMap { $0.text(atMost: 200) }
        let memberships = spot["memberships"].map { self.memberships($0, of: publishers) } ?? []
        return spot.required("id").flatMap(clientID).map { id in
            SeededApplication(clientID: id, name: name ?? id.description, secret: secret, memberships: memberships)
        }
    }

    private func clientID(_ spot: ScenarioSpot) -> GUID? {
        guard let text = spot.text() else { return nil }
        if let id = GUID(text) { return id }
        spot.complain("A client id is a GUID: 32 hexadecimal digits as 8-4-4-4-12.")
        return nil
    }

    private func memberships(_ spot: ScenarioSpot, of publishers: Set<PublisherID>) -> [SeededApplication.Membership] {
        spot.namedEntries().compactMap { entry, role in
            let publisher = PublisherID(stored: entry.name)
            guard publishers.contains(publisher) else {
                let hint = Suggestion.hint(for: entry.name, among: publishers.map(\.text))
                spot.complainAboutKey(entry, "The seed has no publisher '\(entry.name.shortened)'.\(hint)")
                return nil
            }
            return role.word(of: Role.self).map { .init(publisher: publisher, role: $0) }
        }
    }
}
