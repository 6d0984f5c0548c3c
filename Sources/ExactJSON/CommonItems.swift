/// Finds the items that two arrays have in common, in one order.
enum CommonItems {
    /// Where an item stands in the one array and in the other.
    typealias Pair = (old: Int, new: Int)

    /// What searching for the longest common run may cost: the table has a cell for each pair of items.
    struct Effort {
        /// For one array. What a table of this size takes is about a millisecond.
        private static let mostCells = 250_000

        /// For all arrays of a document, as there may be thousands.
        private var cellsLeft = 16 * Self.mostCells

        /// Whether there may be a table of so many cells; counts it if so.
        fileprivate mutating func spend(_ oldCount: Int, by newCount: Int) -> Bool {
            let (cells, hasOverflown) = oldCount.multipliedReportingOverflow(by: newCount)
            guard !hasOverflown, cells <= min(Self.mostCells, cellsLeft) else { return false }
            cellsLeft -= cells
            return true
        }
    }

    /// The longest common subsequence, as pairs in rising order.
    ///
    /// Where that is too much effort: the items that are the same at the start of both, and at the end.
    static func pairs<Key: Equatable>(_ old: [Key], _ new: [Key], effort: inout Effort) -> [Pair] {
        let shorter = min(old.count, new.count)
        let prefix = (0..<shorter).first { old[$0] != new[$0] } ?? shorter
        let rest = shorter - prefix
        let suffix = (0..<rest).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] } ?? rest
        let oldMiddle = old[prefix..<old.count - suffix]
        let newMiddle = new[prefix..<new.count - suffix]

        var pairs: [Pair] = (0..<prefix).map { ($0, $0) }
        if effort.spend(oldMiddle.count, by: newMiddle.count) {
            pairs += longest(Array(oldMiddle), Array(newMiddle)).map { (prefix + $0.old, prefix + $0.new) }
        }
        pairs += (0..<suffix).map { (oldMiddle.endIndex + $0, newMiddle.endIndex + $0) }
        return pairs
    }

    private static func longest<Key: Equatable>(_ old: [Key], _ new: [Key]) -> [Pair] {
        guard !old.isEmpty, !new.isEmpty else { return [] }
        let lengths = lengthsOfRest(old, new)
        let width = new.count + 1
        var pairs: [Pair] = []
        var place = (old: 0, new: 0)
        while place.old < old.count, place.new < new.count {
            let cell = place.old * width + place.new
            if old[place.old] == new[place.new] {
                pairs.append(place)
                place = (place.old + 1, place.new + 1)
            } else if lengths[cell + width] >= lengths[cell + 1] {
                place.old += 1
            } else {
                place.new += 1
            }
        }
        return pairs
    }

    /// A table, row by row, of how many items what is left of both from there on has in common.
    private static func lengthsOfRest<Key: Equatable>(_ old: [Key], _ new: [Key]) -> [Int32] {
        let width = new.count + 1
        var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
        for row in old.indices.reversed() {
            for column in new.indices.reversed() {
                let cell = row * width + column
                let isCommon = old[row] == new[column]
                lengths[cell] =
                    isCommon ? lengths[cell + width + 1] + 1 : max(lengths[cell + width], lengths[cell + 1])
            }
        }
        return lengths
    }
}
