import GRDB
import VitrineCore

import struct Foundation.Data

/// Reading and writing webhooks.
enum WebhookRows {
    static let columns = """
        p.publisher_id, w.webhook_name, w.guid, w.url, w.events, w.key_id, w.sealed, w.changed_time
        """

    static func all(of publisher: PublisherID, in database: Database) throws -> [Webhook] {
        try database.cachedStatement(
            sql: """
                SELECT \(columns) FROM webhook w JOIN publisher p ON p.publisher_key = w.publisher_key
                WHERE w.publisher_key = ? ORDER BY w.webhook_name
                """
        ).rows([publisher.key], Webhook.init(row:))
    }

    static func save(_ webhook: Webhook, in database: Database) throws {
        try database.cachedStatement(sql: upsert).execute(
            arguments: [
                webhook.publisher.key, webhook.name.text, webhook.guid.description, webhook.url,
                webhook.events.map(\.rawValue).sorted().joined(separator: " "), webhook.secret.keyID,
                Data(webhook.secret.bytes), webhook.changedAt.ticks,
            ]
        )
    }

    private static let upsert = """
        INSERT INTO webhook (publisher_key, webhook_name, guid, url, events, key_id, sealed, changed_time)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (publisher_key, webhook_name) DO UPDATE SET guid = excluded.guid, url = excluded.url,
            events = excluded.events, key_id = excluded.key_id, sealed = excluded.sealed,
            changed_time = excluded.changed_time
        """
}

extension Webhook {
    init(row: Row) throws {
        let events = try row.text("events").split(separator: " ").map { word in
            guard let event = Notice.Event(rawValue: String(word)) else { throw CorruptRow(column: "events") }
            return event
        }
        self.init(
            publisher: PublisherID(stored: try row.text("publisher_id")),
            name: WebhookName(stored: try row.text("webhook_name")),
            guid: try row.guid("guid"),
            url: try row.text("url"),
            events: Set(events),
            secret: SealedBox(keyID: try row.text("key_id"), bytes: try row.bytes("sealed")),
            changedAt: try row.timestamp("changed_time")
        )
    }
}
