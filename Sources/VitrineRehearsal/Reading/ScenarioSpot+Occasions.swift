extension ScenarioSpot {
    /// Highest number that is counted.
    private static let highest = 1_000_000

    /// `1`, `[1, 3]`, `{every: 5}` or `{first: 3}`.
    func occasions() -> Occasions? {
        switch value.kind {
        case .number: return integer(in: 1...Self.highest).map { .numbers([$0]) }
        case .sequence: return numbers()
        case .mapping: return pace()
        case .text, .bool, .null:
            complain("Write a number, a list of numbers, {every: 5} or {first: 3}.")
            return nil
        }
    }

    private func numbers() -> Occasions? {
        let items = items()
        guard (1...1_000).contains(items.count) else {
            complain("Write from 1 to 1000 numbers.")
            return nil
        }
        let numbers = items.compactMap { $0.integer(in: 1...Self.highest) }
        guard numbers.count == items.count else { return nil }
        return .numbers(Set(numbers))
    }

    private func pace() -> Occasions? {
        guard expect(.nth) else { return nil }
        switch (self["every"], self["first"]) {
        case (let every?, nil): return every.integer(in: 1...Self.highest).map { .every($0) }
        case (nil, let first?): return first.integer(in: 1...Self.highest).map { .first($0) }
        default:
            complain("Write either 'every' or 'first'.")
            return nil
        }
    }
}
