import Logging
import VitrineCore

/// One attempt at a delivery, and what follows from it.
struct DeliveryRounds: Sendable {
    let outbox: any OutboxStore
    let carriers: Carriers
    let backoff: Backoff
    let clock: any WallClock
    let logger: Logger

    func carry(_ leased: LeasedDelivery) async throws {
        let delivery = leased.delivery
        let answer = await answer(to: leased)
        let now = clock.now()
        let result = result(of: answer, delivery, at: now)
        try await outbox.settle(delivery, as: result, at: now)
        if case .dead(let problem) = result { log(delivery, problem) }
    }

    private func answer(to leased: LeasedDelivery) async -> CarrierAnswer {
        let delivery = leased.delivery
        switch delivery.recipient {
        case .webhook:
            guard let webhook = leased.webhook else { return .refused("The webhook isn't there any more.") }
            return await carriers.post(delivery, webhook)
        case .address(let address):
            guard let letter = delivery.notice.letter else { return .refused("There is no letter to mail.") }
            return await carriers.mail(delivery, letter, address)
        }
    }

    private func result(of answer: CarrierAnswer, _ delivery: Delivery, at now: Timestamp) -> DeliveryResult {
        switch answer {
        case .arrived: return .delivered
        case .refused(let problem): return .dead(problem: problem)
        case .failed(let problem):
            var generator = SystemRandomNumberGenerator()
            guard let delay = backoff.delay(after: delivery.attempts + 1, using: &generator) else {
                return .dead(problem: problem)
            }
            return .postponed(until: now.advanced(bySeconds: max(1, delay.components.seconds)), problem: problem)
        }
    }

    private func log(_ delivery: Delivery, _ problem: String) {
        logger.warning(
            "delivery given up",
            metadata: [
                LogKey.itemID: .string(delivery.id.description),
                LogKey.publisherID: .string(delivery.notice.publisher.text),
                LogKey.error: .string(problem),
            ]
        )
    }
}
