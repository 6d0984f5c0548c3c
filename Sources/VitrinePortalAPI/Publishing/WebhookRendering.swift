import ExactJSON
import VitrineCore

/// Webhooks and deliveries as the wire has them. No secret, and no body of a notice.
enum WebhookRendering {
    static func webhook(_ webhook: Webhook) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writer.member("name", webhook.name.text)
        writer.member("url", webhook.url)
        writer.name("events")
        writer.beginArray()
        for event in webhook.events.map(\.rawValue).sorted() { writer.string(event) }
        writer.endArray()
        writer.member("changedTime", webhook.changedAt.description)
        writer.endObject()
        return writer.bytes
    }

    static func delivery(_ delivery: Delivery) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writer.member("id", delivery.id.description)
        writer.member("state", delivery.state.rawValue)
        switch delivery.recipient {
        case .webhook(let name): writer.member("webhook", name.text)
        case .address(let address): writer.member("address", address)
        }
        writer.member("noticeId", delivery.notice.id.description)
        writer.member("event", delivery.notice.event.rawValue)
        writer.member("time", delivery.notice.time.description)
        if let offer = delivery.notice.offer { writer.member("offerId", offer.text) }
        if let operation = delivery.notice.operation { writer.member("operationId", operation.description) }
        writer.member("attempts", Int64(delivery.attempts))
        if delivery.attempts > 0, let due = delivery.due { writer.member("nextAttempt", due.description) }
        if let last = delivery.lastAttempt { writer.member("lastAttempt", last.description) }
        if let problem = delivery.problem { writer.member("problem", problem) }
        writer.endObject()
        return writer.bytes
    }
}
