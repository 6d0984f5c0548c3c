package import Logging
import ServiceLifecycle
import Synchronization
package import VitrineCore

/// Moves operations on: takes those that are due, runs their steps, writes what came of it.
///
/// Nothing of an operation is in memory only. What the worker knows it has leased from the store, and each result is
/// written by a transaction that is guarded by the operation's revision: a worker that dies loses nothing, and two
/// workers can't both write a step.
package final class PublishingWorker: Service {
    private let operations: any OperationStore
    private let runner: StepRunner
    private let pace: Pace
    private let clock: any WallClock
    private let signal: WorkSignal
    private let logger: Logger

    /// Who it is to the store: the same after a restart, so that it finds its own leases again.
    private let id: GUID

    /// The operations that it works on now.
    private let inHand = Mutex<Set<GUID>>([])

    /// Most operations that are worked on at once.
    private static let maximumInHand = 128

    /// How long an operation is leased, in seconds: longer than any check may take.
    private static let leaseSeconds: Int64 = 60

    /// Longest sleep, in seconds: by then a clock that was set back, or another node's work, is noticed.
    private static let maximumSleepSeconds: Int64 = 30

    package init(
        operations: any OperationStore,
        runner: StepRunner,
        pace: Pace,
        clock: any WallClock,
        signal: WorkSignal,
        id: GUID,
        logger: Logger
    ) {
        self.operations = operations
        self.runner = runner
        self.pace = pace
        self.clock = clock
        self.signal = signal
        self.id = id
        self.logger = logger
    }

    /// Works until the group shuts down; what is in hand then is finished as far as its next write.
    package func run() async throws {
        try await operations.releaseLeases(of: id)
        signal.notify()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                var alarm: Task<Void, Never>?
                for await _ in signal.signals {
                    alarm?.cancel()
                    for operation in await take() { group.addTask { await self.handle(operation) } }
                    alarm = await nextAlarm()
                }
                alarm?.cancel()
            }
        } onGracefulShutdown: {
            self.signal.finish()
        }
    }

    /// Does everything that is due now, and what becomes due by it, and returns: for tests and for seeding.
    package func runDue() async throws {
        while true {
            let due = await take()
            guard !due.isEmpty else { return }
            await withDiscardingTaskGroup { group in
                for operation in due { group.addTask { await self.handle(operation) } }
            }
        }
    }

    // MARK: - Taking

    /// Leases what is due, as far as there is room.
    private func take() async -> [OfferOperation] {
        let room = inHand.withLock { Self.maximumInHand - $0.count }
        // Not for each that ends: a lease is a write.
        guard room >= Self.maximumInHand / 4 else { return [] }
        let now = clock.now()
        do {
            let end = now.advanced(bySeconds: Self.leaseSeconds)
            let leased = try await operations.lease(at: now, until: end, by: id, limit: room)
            // One of ours whose lease has run out is still in hand.
            return leased.filter { operation in inHand.withLock { $0.insert(operation.id).inserted } }
        } catch {
            logger.error("can't lease operations", metadata: [LogKey.error: .string(String(reflecting: error))])
            return []
        }
    }

    private func handle(_ operation: OfferOperation) async {
        do {
            try await work(on: operation)
        } catch {
            logger.error(
                "operation held up",
                metadata: [
                    LogKey.operationID: .string(operation.id.description),
                    LogKey.error: .string(String(reflecting: error)),
                ]
            )
        }
        _ = inHand.withLock { $0.remove(operation.id) }
        signal.notify()
    }

    /// Wakes the worker when the next operation is due.
    private func nextAlarm() async -> Task<Void, Never> {
        var ticks = Self.maximumSleepSeconds * Timestamp.ticksPerSecond
        let now = clock.now()
        do {
            if let due = try await operations.nextDue(at: now) {
                ticks = min(ticks, max(Timestamp.ticksPerSecond / 100, due.ticks - now.ticks))
            }
        } catch {
            logger.error("can't look for work", metadata: [LogKey.error: .string(String(reflecting: error))])
        }
        return Task { [signal] in
            try? await Task.sleep(for: .nanoseconds(ticks * 100))
            if !Task.isCancelled { signal.notify() }
        }
    }

    // MARK: - Working

    /// Goes on with an operation until it waits for time, for somebody, or has ended.
    private func work(on leased: OfferOperation) async throws {
        var operation: OfferOperation? = leased
        while let current = operation, current.stage.isWorkers, isDue(current) {
            operation = try await write(try await event(for: current), on: current)
        }
    }

    private func isDue(_ operation: OfferOperation) -> Bool {
        let now = clock.now()
        if let began = operation.stepBegan, began > now { return true }
        return operation.due.map { $0 <= now } ?? false
    }

    private func event(for operation: OfferOperation) async throws -> OperationEvent {
        switch operation.stage {
        case .canceling: return .canceled
        case .queued: return began(operation)
        default:
            if let began = operation.stepBegan, began > clock.now() { return .clockSetBack }
            return try await runner.event(for: operation)
        }
    }

    private func began(_ operation: OfferOperation) -> OperationEvent {
        .began(seconds: operation.nextStep.map { pace.seconds(for: operation.steps[$0].plan) } ?? 0)
    }

    /// Writes `event`, and the next step's beginning with it. Gives back the operation as it is stored then, also when
    /// something else has happened to it meanwhile.
    private func write(_ event: OperationEvent, on expected: OfferOperation) async throws -> OfferOperation? {
        let now = clock.now()
        let written = try await operations.advance(.id(expected.id), of: expected.name) { offer, stored in
            guard let offer, let stored, stored.revision == expected.revision else { return (.keep, stored) }
            let (operation, effects) = try stored.applying(event, at: now)
            let after = try offer.applying(effects, of: operation, at: now)
            let next =
                operation.stage == .queued ? try operation.goingOn(with: self.began(operation), at: now) : operation
            let row: [OfferWrite] = after == offer ? [] : [.row(after)]
            return (.write(row + [.operation(next)]), next)
        }
        if let written, written.state != .running { log(written) }
        return written
    }

    private func log(_ operation: OfferOperation) {
        logger.notice(
            "operation ended",
            metadata: [
                LogKey.operationID: .string(operation.id.description),
                LogKey.operationKind: .string(operation.kind.rawValue),
                LogKey.operationStage: .string(operation.stage.rawValue),
                LogKey.publisherID: .string(operation.publisher.text), LogKey.offerID: .string(operation.offer.text),
                LogKey.version: .stringConvertible(operation.offerVersion),
            ]
        )
    }
}
