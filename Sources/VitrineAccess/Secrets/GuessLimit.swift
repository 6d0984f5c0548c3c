import Synchronization
package import VitrineCore

/// Limits how often wrong secrets may be tried, per client and network and per network alone.
///
/// Each has a bucket of tries; a failure takes one, time puts them back one by one, and an empty bucket is a "wait". So a
/// client that has it right is never slowed down by its own successes. Memory is bounded: when too many buckets are in
/// use, the one that is nearest to being full again is forgotten.
package final class GuessLimit: Sendable {
    /// Who tries, and from where.
    package struct Guess: Sendable {
        fileprivate let client: Bucket
        fileprivate let network: Bucket

        package init(clientID: GUID, remoteAddress: String) {
            let network = RemoteNetwork(remoteAddress)
            client = Bucket(clientID: clientID, network: network)
            self.network = Bucket(clientID: nil, network: network)
        }
    }

    fileprivate struct Bucket: Hashable {
        let clientID: GUID?
        let network: RemoteNetwork
    }

    private let clock: any WallClock
    private let tries: Int64
    private let triesOfNetwork: Int64
    private let ticksPerTry: Int64
    private let maximumBuckets: Int

    /// When each bucket that isn't full will be full again.
    private let fullAt = Mutex<[Bucket: Timestamp]>([:])

    /// A limit that lets `tries` failures of one client from one network through, and `triesOfNetwork` from one network
    /// whichever the client; after that, one more every `secondsPerTry`.
    package init(
        clock: any WallClock,
        tries: Int = 10,
        triesOfNetwork: Int = 50,
        secondsPerTry: Int = 6,
        maximumBuckets: Int = 20_000
    ) {
        self.clock = clock
        self.tries = Int64(tries)
        self.triesOfNetwork = Int64(triesOfNetwork)
        self.ticksPerTry = Int64(secondsPerTry) * Timestamp.ticksPerSecond
        self.maximumBuckets = maximumBuckets
    }

    /// How many seconds this guess has to wait, 1 or more; `nil` when it may be tried now.
    package func secondsToWait(_ guess: Guess) -> Int? {
        let now = clock.now()
        let ticks = fullAt.withLock { fullAt in
            max(
                wait(for: guess.client, holding: tries, at: now, in: fullAt),
                wait(for: guess.network, holding: triesOfNetwork, at: now, in: fullAt)
            )
        }
        guard ticks > 0 else { return nil }
        return Int((ticks - 1) / Timestamp.ticksPerSecond) + 1
    }

    /// Takes note of a wrong secret or an unknown client.
    package func failed(_ guess: Guess) {
        let now = clock.now()
        fullAt.withLock { fullAt in
            for bucket in [guess.client, guess.network] {
                makeRoom(for: bucket, at: now, in: &fullAt)
                fullAt[bucket] = max(now, fullAt[bucket] ?? now).advanced(byTicks: ticksPerTry)
            }
        }
    }

    /// Takes note of a right secret: the client's bucket is full again. The network's stays as it is, or one good client
    /// there would open the door to guessing all the others.
    package func succeeded(_ guess: Guess) {
        fullAt.withLock { _ = $0.removeValue(forKey: guess.client) }
    }

    private func wait(
        for bucket: Bucket,
        holding tries: Int64,
        at now: Timestamp,
        in fullAt: [Bucket: Timestamp]
    ) -> Int64 {
        guard let full = fullAt[bucket] else { return 0 }
        return full.ticks - now.ticks - (tries - 1) * ticksPerTry
    }

    private func makeRoom(for bucket: Bucket, at now: Timestamp, in fullAt: inout [Bucket: Timestamp]) {
        guard fullAt.count >= maximumBuckets, fullAt[bucket] == nil else { return }
        fullAt = fullAt.filter { $0.value > now }
        guard fullAt.count >= maximumBuckets else { return }
        guard let nearest = fullAt.min(by: { $0.value < $1.value })?.key else { return }
        fullAt[nearest] = nil
    }
}
