package import VitrineCore

extension Webhook {
    /// A webhook whose secret nothing opens.
    package static func fixture(
        _ name: String = "hook",
        of publisher: PublisherID = .contoso,
        url: String = "https://hook.example/",
        events: Set<Notice.Event> = [],
        key: String = "key-1"
    ) -> Webhook {
        Webhook(
            publisher: publisher,
            name: WebhookName(stored: name),
            guid: .random(),
            url: url,
            events: events,
            secret: .fixture(key),
            changedAt: .fixture
        )
    }
}

extension Notice {
    package static func fixture(
        _ id: UInt64 = 1,
        event: Event = .operationStarted,
        to publisher: PublisherID = .contoso,
        at time: Timestamp = .fixture,
        mailTo recipients: Recipients? = nil,
        webhook: WebhookName? = nil
    ) -> Notice {
        Notice(
            id: GUID(high: 9, low: id),
            publisher: publisher,
            event: event,
            time: time,
            offer: OfferID(stored: "Web-Server"),
            operation: GUID(high: 7, low: 1),
            body: Array(#"{"n":\#(id)}"#.utf8),
            letter: recipients.map { Letter(subject: "Subject", text: "Text", recipients: $0) },
            webhook: webhook
        )
    }
}

extension OutboxStore where Self: KeyStore {
    /// A webhook of contoso's that wants every notice.
    package func addWebhook(_ webhook: Webhook = .fixture()) async throws {
        try await add(StoredDataKey.fixture("key-1", of: webhook.publisher), onlyIfNone: true)
        _ = try await changeWebhook(webhook.name, of: webhook.publisher) { _ in webhook }
    }
}
