import ExactJSON
package import VitrineCore

extension Webhooks {
    /// Has a notice sent to one webhook, to try it out.
    ///
    /// - Throws: ``Refusal`` with code `webhookNotFound`.
    package func ping(_ name: WebhookName, by permit: Permit) async throws {
        let id = GUID.random()
        let now = clock.now()
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", id.description)
        writer.member("event", Notice.Event.ping.rawValue)
        writer.member("time", now.description)
        writer.member("publisherId", permit.publisher.text)
        writer.endObject()
        let notice = Notice(
            id: id,
            publisher: permit.publisher,
            event: .ping,
            time: now,
            body: writer.bytes,
            webhook: name
        )
        guard try await outbox.add(notice) > 0 else { throw Self.noWebhook(name) }
        signal.notify()
    }

    /// What is on its way from the publisher or was given up, the oldest first: at most `limit`, and at most
    /// ``largestPage``; only those in `state` and those after the delivery `after`, where these are given.
    package func deliveries(
        in state: Delivery.State?,
        after: GUID?,
        limit: Int,
        by permit: Permit
    ) async throws -> [Delivery] {
        let limit = min(max(1, limit), Self.largestPage)
        return try await outbox.deliveries(of: permit.publisher, in: state, after: after, limit: limit)
    }

    /// Has a delivery tried again now, with as many attempts as a new one has.
    ///
    /// - Throws: ``Refusal`` with code `deliveryNotFound`, also for one that has arrived meanwhile.
    package func replay(_ id: GUID, by permit: Permit) async throws {
        guard try await outbox.replayDelivery(id, of: permit.publisher) else { throw Self.noDelivery }
        signal.notify()
    }

    /// Gives a delivery up for good.
    ///
    /// - Throws: ``Refusal`` with code `deliveryNotFound`, also for one that has arrived meanwhile.
    package func discard(_ id: GUID, by permit: Permit) async throws {
        guard try await outbox.discardDelivery(id, of: permit.publisher) else { throw Self.noDelivery }
    }

    private static let noDelivery = Refusal(
        .deliveryNotFound,
        "Nothing with this id is on its way or was given up. It may have arrived."
    )
}
