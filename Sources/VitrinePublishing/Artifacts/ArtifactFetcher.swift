package import Logging
import ServiceLifecycle
package import VitrineCore
package import VitrineOfferTypes

/// Fetches the artifacts of drafts and of versions that are published: takes the rounds that are due.
package struct ArtifactFetcher: Service {
    private let loop: DueWork<ArtifactRound>

    /// `id` is who it is to the store: the same after a restart, so that it finds its own leases again.
    package init(
        offers: any OfferStore,
        records: any ArtifactRecords,
        registry: OfferTypeRegistry,
        intake: ArtifactIntake,
        clock: any WallClock,
        signal: WorkSignal,
        id: GUID,
        logger: Logger
    ) {
        let rounds = ArtifactRounds(
            offers: offers,
            records: records,
            registry: registry,
            intake: intake,
            clock: clock,
            logger: logger
        )
        loop = DueWork(
            DueWork.Work(
                noun: "round of artifacts",
                leaseTime: .seconds(600),
                maximumInHand: 16,
                release: { try await records.releaseRounds(of: id) },
                lease: { try await records.leaseRounds(at: $0, until: $1, by: id, limit: $2) },
                nextDue: { _ in try await records.nextRoundDue() },
                id: \.id,
                handle: rounds.work
            ),
            clock: clock,
            signal: signal,
            logger: logger
        )
    }

    /// Works until the group shuts down; what is in hand then is finished.
    package func run() async throws {
        try await loop.run()
    }

    /// Fetches everything that is due now, and returns: for tests.
    package func runDue() async throws {
        await loop.runDue()
    }
}
