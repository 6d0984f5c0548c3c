/// A size of virtual machine that has a price of its own: `sharedcore`, `1core` up to `416core`.
///
/// Source: the portal's list of 25 core sizes.
package struct CoreSize: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The key in documents and the column in spreadsheets: `4core`.
    package let name: String

    /// How many cores a price per core is counted for.
    ///
    /// Of a shared core the portal doesn't say. It counts as one here: the price per core is what the smallest machine
    /// costs, and no machine costs more than a larger one.
    package let cores: Int

    /// 0 for the shared core, so that sizes stand in the portal's order.
    private let rank: Int

    private init(cores: Int) {
        name = "\(cores)core"
        self.cores = cores
        rank = cores
    }

    private init() {
        name = "sharedcore"
        cores = 1
        rank = 0
    }

    /// All sizes, from the smallest.
    package static let all =
        [CoreSize()]
        + [1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 36, 40, 44, 48, 60, 64, 72, 80, 96, 120, 128, 208, 416].map(
            CoreSize.init(cores:)
        )

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The size of this very name, if there is one.
    package init?(named name: String) {
        guard let size = Self.byName[name] else { return nil }
        self = size
    }

    package var description: String { name }

    package static func < (one: CoreSize, other: CoreSize) -> Bool { one.rank < other.rank }
}
