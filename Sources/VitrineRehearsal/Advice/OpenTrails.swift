/// The trails whose end wasn't seen yet, by their numbers.
struct OpenTrails {
    private struct Entry {
        /// The last part of its location; `nil` where the client was told none.
        let id: String?
        let offer: String
    }

    private var entries: [Int: Entry] = [:]
    private var ofOffers: [String: [Int]] = [:]
    private var ofOperations: [String: Int] = [:]

    /// The newest trail of each offer, open or not.
    private var newest: [String: Int] = [:]

    mutating func add(_ trail: Int, _ id: String?, of offer: String) {
        entries[trail] = Entry(id: id, offer: offer)
        ofOffers[offer, default: []].append(trail)
        newest[offer] = trail
        if let id { ofOperations[id] = trail }
    }

    /// The trails that end with what a client saw, which aren't open any more.
    mutating func seen(_ sight: OperationSight, of offer: String?) -> [Int] {
        let ended = ended(by: sight, of: offer).filter { entries[$0] != nil }
        for trail in ended { close(trail) }
        return ended
    }

    private func ended(by sight: OperationSight, of offer: String?) -> [Int] {
        let open = offer.flatMap { ofOffers[$0] } ?? []
        let newest = offer.flatMap { self.newest[$0] }
        switch sight {
        case .all: return open
        case .newest: return newest.map { [$0] } ?? []
        case .operation(let id):
            // Of a client that was told no location, the newest.
            return (ofOperations[id] ?? newest.flatMap { entries[$0]?.id == nil ? $0 : nil }).map { [$0] } ?? []
        case .operations(let seen, let isNewestOver):
            return open.filter { trail in entries[trail]?.id.map(seen.contains) ?? (isNewestOver && trail == newest) }
        }
    }

    private mutating func close(_ trail: Int) {
        guard let entry = entries.removeValue(forKey: trail) else { return }
        ofOffers[entry.offer]?.removeAll { $0 == trail }
        if let id = entry.id { ofOperations[id] = nil }
    }
}
