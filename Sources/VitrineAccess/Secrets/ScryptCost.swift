/// What a hash costs to make: scrypt's parameters (RFC 7914), written into each stored hash.
package struct ScryptCost: Sendable, Equatable {
    /// The number of rounds, N; a power of two.
    package let rounds: Int
    package let blockSize: Int
    package let parallelism: Int

    /// 16 MiB and some tens of milliseconds.
    package static let standard = ScryptCost(checked: 16_384, 8, 1)

    /// `nil` for parameters out of range: N from 2 to 2^20, r from 1 to 16 (the library's memory limit leaves no room
    /// for more), p from 1 to 16.
    package init?(rounds: Int, blockSize: Int, parallelism: Int) {
        guard (2...1 << 20).contains(rounds), rounds & (rounds - 1) == 0 else { return nil }
        guard (1...16).contains(blockSize), (1...16).contains(parallelism) else { return nil }
        self.init(checked: rounds, blockSize, parallelism)
    }

    /// The parameters in a stored scheme, such as `scrypt:16384:8:1`; `nil` when it isn't one of ours.
    init?(scheme: String) {
        let parts = scheme.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "scrypt" else { return nil }
        guard let rounds = Int(parts[1]), let blockSize = Int(parts[2]), let parallelism = Int(parts[3]) else {
            return nil
        }
        self.init(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    }

    var scheme: String { "scrypt:\(rounds):\(blockSize):\(parallelism)" }

    private init(checked rounds: Int, _ blockSize: Int, _ parallelism: Int) {
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }
}
