import ExactJSON
import Logging
import VitrineCore
import VitrineOfferTypes

/// Works on one round: fetches what the version leads to and isn't known, and writes what came of it.
struct ArtifactRounds: Sendable {
    let offers: any OfferStore
    let records: any ArtifactRecords
    let registry: OfferTypeRegistry
    let intake: ArtifactIntake
    let clock: any WallClock
    let logger: Logger

    /// How long to wait before a file is tried again that may be there later, in seconds.
    private static let pauses: [Int64] = [1, 5, 20]

    /// Files that are fetched at once for one round.
    private static let width = 4

    /// A round that isn't done by then goes on in another one: before its lease ends.
    private static let longest: Duration = .seconds(240)

    func work(on round: ArtifactRound) async throws {
        guard case .found(let version) = try await offers.offer(round.name, .version(round.version)) else { return }
        let keys = try keys(of: version)
        let known = Dictionary(version.artifacts.map { ($0.key, $0) }) { first, _ in first }
        let missing = keys.filter { !isKnown(known[$0], of: version) }
        let taken = await take(missing)
        let artifacts = keys.compactMap { taken[$0] ?? known[$0] }
        let isWhole = missing.allSatisfy { taken[$0] != nil }
        let retry = isWhole ? self.retry(artifacts, after: round.attempts) : clock.now()
        try await records.settle(round, as: artifacts, retryingAt: retry)
        log(round, artifacts)
    }

    /// What the version leads to, each once.
    private func keys(of version: OfferSnapshot) throws -> [OfferArtifact.Key] {
        guard let type = registry[version.offer.type] else { return [] }
        let root = try JSONDocument(parsing: version.definition, limits: JSONLimits(maximumBytes: .max)).root
        var seen: Set<OfferArtifact.Key> = []
        return type.artifacts(in: root).map(\.key).filter { seen.insert($0).inserted }
    }

    /// Whether it was fetched since the content last changed: what an editor sees is what is published.
    private func isKnown(_ artifact: OfferArtifact?, of version: OfferSnapshot) -> Bool {
        guard let artifact else { return false }
        // A freeze changes the draft and not its content, which may be that of several versions.
        guard artifact.time >= min(version.changedTime, version.offer.draftContentTime) else { return false }
        if case .failed = artifact.outcome { return false }
        return true
    }

    private func take(_ keys: [OfferArtifact.Key]) async -> [OfferArtifact.Key: OfferArtifact] {
        let end = ContinuousClock.now + Self.longest
        var taken: [OfferArtifact.Key: OfferArtifact] = [:]
        var waiting = keys[...]
        await withTaskGroup(of: OfferArtifact.self) { group in
            for _ in 0..<Self.width {
                if let key = waiting.popFirst() { group.addTask { await intake.take(key, at: clock.now()) } }
            }
            while let artifact = await group.next() {
                taken[artifact.key] = artifact
                guard ContinuousClock.now < end, let key = waiting.popFirst() else { continue }
                group.addTask { await intake.take(key, at: clock.now()) }
            }
        }
        return taken
    }

    /// When to try again what may be there later; `nil` when all is there, or has been tried often enough.
    private func retry(_ artifacts: [OfferArtifact], after attempts: Int) -> Timestamp? {
        let mayCome = artifacts.contains { artifact in
            if case .failed(_, isFinal: false) = artifact.outcome { true } else { false }
        }
        guard mayCome, attempts < Self.pauses.count else { return nil }
        return clock.now().advanced(bySeconds: Self.pauses[attempts])
    }

    private func log(_ round: ArtifactRound, _ artifacts: [OfferArtifact]) {
        logger.info(
            "artifacts fetched",
            metadata: [
                LogKey.publisherID: .string(round.name.publisher.text), LogKey.offerID: .string(round.name.offer.text),
                LogKey.version: .stringConvertible(round.version),
                LogKey.count: .stringConvertible(artifacts.count { $0.facts != nil }),
                LogKey.failed: .stringConvertible(artifacts.count { $0.facts == nil }),
            ]
        )
    }
}
