/// Everything that was found wrong, in reading order; at least one.
package struct PriceFindings: Error, Sendable, Equatable {
    package let all: [PriceFinding]

    /// Whether reading went on to the end: `false` when there may be more to find.
    package let isComplete: Bool

    /// The one that ended the reading.
    init(_ finding: PriceFinding) {
        all = [finding]
        isComplete = false
    }

    fileprivate init(all: [PriceFinding], isComplete: Bool) {
        self.all = all
        self.isComplete = isComplete
    }
}

/// Collects findings, up to a number of them.
struct FindingList {
    private let limit: Int
    private var all: [PriceFinding] = []
    private var isFull = false

    init(limit: Int = SpreadsheetLimits.standard.maximumFindings) {
        self.limit = max(1, limit)
    }

    mutating func add(_ finding: PriceFinding) {
        guard all.count < limit else {
            isFull = true
            return
        }
        all.append(finding)
    }

    /// Runs `body`; what it throws is added, and it has no result then.
    mutating func collecting<Result>(_ body: () throws(PriceFinding) -> Result) -> Result? {
        do throws(PriceFinding) {
            return try body()
        } catch {
            add(error)
            return nil
        }
    }

    func throwIfAny() throws(PriceFindings) {
        guard all.isEmpty else { throw PriceFindings(all: all, isComplete: !isFull) }
    }
}
