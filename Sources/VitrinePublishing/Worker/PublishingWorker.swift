package import Logging
import ServiceLifecycle
package import VitrineCore

/// Moves operations on: takes those that are due, runs their steps, writes what came of it.
///
/// Nothing of an operation is in memory only: a worker that dies loses nothing.
package struct PublishingWorker: Service {
    private let loop: DueWork<OfferOperation>

    /// `id` is who it is to the store: the same after a restart, so that it finds its own leases again.
    package init(
        operations: any OperationStore,
        runner: StepRunner,
        notices: NoticeWriter,
        times: any StepTimes,
        clock: any WallClock,
        signal: WorkSignal,
        id: GUID,
        logger: Logger
    ) {
        let steps = OperationSteps(
            operations: operations,
            runner: runner,
            times: times,
            clock: clock,
            notices: notices,
            logger: logger
        )
        loop = DueWork(
            DueWork.Work(
                noun: "operation",
                release: { try await operations.releaseLeases(of: id) },
                lease: { try await operations.lease(at: $0, until: $1, by: id, limit: $2) },
                nextDue: { try await operations.nextDue(at: $0) },
                id: \.id,
                handle: steps.work
            ),
            clock: clock,
            signal: signal,
            logger: logger
        )
    }

    /// Works until the group shuts down; what is in hand then is finished as far as its next write.
    package func run() async throws {
        try await loop.run()
    }

    /// Does everything that is due now, and what becomes due by it, and returns: for tests and for seeding.
    package func runDue() async throws {
        await loop.runDue()
    }

    /// Takes nothing more, and returns when nothing is in hand, and so nothing is leased; ``resume()`` goes on.
    package func pause() async {
        await loop.pause()
    }

    /// Goes on after a ``pause()``.
    package func resume() {
        loop.resume()
    }

    /// Returns once nothing is due and nothing is in hand, here or in ``run()`` at the same time.
    package func settle() async {
        await loop.settle()
    }
}
