package import Logging
import ServiceLifecycle
package import VitrineCore

/// Brings notices to webhooks and mailboxes: takes the deliveries that are due, tries each once, writes what came of it.
///
/// What it takes is a row until it has arrived, so that nothing is lost with the process. A notice arrives at least once:
/// one whose arrival couldn't be written is brought again, under the same id.
package struct Courier: Service {
    private let loop: DueWork<LeasedDelivery>

    /// `id` is who it is to the store: the same after a restart, so that it finds its own leases again.
    package init(
        outbox: any OutboxStore,
        carriers: Carriers,
        backoff: Backoff = Backoff(),
        clock: any WallClock,
        signal: WorkSignal,
        id: GUID,
        logger: Logger
    ) {
        let rounds = DeliveryRounds(
            outbox: outbox,
            carriers: carriers,
            backoff: backoff,
            clock: clock,
            logger: logger
        )
        loop = DueWork(
            DueWork.Work(
                noun: "delivery",
                release: { try await outbox.releaseDeliveries(of: id) },
                lease: { try await outbox.leaseDeliveries(at: $0, until: $1, by: id, limit: $2) },
                nextDue: { _ in try await outbox.nextDeliveryDue() },
                id: \.delivery.id,
                handle: rounds.carry
            ),
            clock: clock,
            signal: signal,
            logger: logger
        )
    }

    /// Works until the group shuts down; what is on its way then is finished.
    package func run() async throws {
        try await loop.run()
    }

    /// Tries everything that is due now, and returns: for tests.
    package func runDue() async throws {
        await loop.runDue()
    }
}
