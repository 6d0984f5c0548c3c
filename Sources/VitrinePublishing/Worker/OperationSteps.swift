import Logging
import VitrineCore

/// Takes an operation from step to step, as far as it can go now.
///
/// Each result is written by a transaction that is guarded by the operation's revision, so that two workers can't both
/// write a step.
struct OperationSteps: Sendable {
    let operations: any OperationStore
    let runner: StepRunner
    let times: any StepTimes
    let clock: any WallClock
    let notices: NoticeWriter
    let logger: Logger

    /// Goes on with an operation until it waits for time, for somebody, or has ended.
    func work(on leased: OfferOperation) async throws {
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
        .began(seconds: operation.nextStep.map { times.seconds(for: operation.steps[$0].plan, of: operation) } ?? 0)
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
            let move = OperationMove(
                operation: next,
                before: offer,
                after: after,
                actor: OfferChange.worker,
                action: OfferChange.Action(reaching: next.stage),
                notices: self.notices.about(next, of: after, Notice.Event(reaching: next.stage))
            )
            return (.write(move.writes), next)
        }
        if let written, Notice.Event(reaching: written.stage) != nil { notices.signal.notify() }
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
