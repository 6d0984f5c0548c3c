import GRDB
import VitrineCore

/// Reading what is on its way.
enum OutboxQueries {
    private static let select = """
        SELECT d.delivery_id, d.webhook_name, d.address, d.attempts, d.due, d.last_attempt, d.problem,
            p.publisher_id, n.notice_id, n.event, n.time, n.offer_id, n.operation_id, n.body, n.subject, n.letter
        FROM delivery d
        JOIN notice n ON n.notice_row = d.notice_row
        JOIN publisher p ON p.publisher_key = d.publisher_key
        """

    static func list(
        of publisher: PublisherID,
        _ state: Delivery.State?,
        after: GUID?,
        limit: Int,
        in database: Database
    ) throws -> [Delivery] {
        let isDead = state.map { $0 == .dead }
        let statement = try database.cachedStatement(
            sql: """
                \(select)
                WHERE d.publisher_key = ?1 AND (?2 IS NULL OR (d.due IS NULL) = ?2)
                    AND d.delivery_row > coalesce((SELECT delivery_row FROM delivery WHERE delivery_id = ?3), 0)
                ORDER BY d.delivery_row LIMIT ?4
                """
        )
        return try statement.rows([publisher.key, isDead, after?.description, limit], Delivery.init(row:))
    }

    /// The deliveries in these rows, with the webhooks that they go to.
    static func leased(rows: [Int64], in database: Database) throws -> [LeasedDelivery] {
        let statement = try database.cachedStatement(sql: "\(select) WHERE d.delivery_row = ?")
        let webhooks = try database.cachedStatement(
            sql: """
                SELECT \(WebhookRows.columns)
                FROM delivery d
                JOIN webhook w ON w.publisher_key = d.publisher_key AND w.webhook_name = d.webhook_name
                JOIN publisher p ON p.publisher_key = w.publisher_key
                WHERE d.delivery_row = ?
                """
        )
        return try rows.flatMap { row in
            let webhook = try webhooks.rows([row], Webhook.init(row:)).first
            return try statement.rows([row]) { LeasedDelivery(delivery: try Delivery(row: $0), webhook: webhook) }
        }
    }

    static let isAnythingDue = "SELECT EXISTS (SELECT 1 FROM delivery WHERE due <= ?)"

    static let nextDue = "SELECT min(max(due, coalesce(lease_until, due))) FROM delivery WHERE due IS NOT NULL"
}

extension Delivery {
    fileprivate init(row: Row) throws {
        let webhook = row.textIfAny("webhook_name").map { Recipient.webhook(WebhookName(stored: $0)) }
        self.init(
            id: try row.guid("delivery_id"),
            notice: try Notice(row: row),
            recipient: try webhook ?? .address(row.text("address")),
            attempts: Int(try row.integer("attempts")),
            due: row.integerIfAny("due").map(Timestamp.init(ticks:)),
            lastAttempt: row.integerIfAny("last_attempt").map(Timestamp.init(ticks:)),
            problem: row.textIfAny("problem")
        )
    }
}

extension Notice {
    /// Without the recipients: each has a delivery of its own.
    fileprivate init(row: Row) throws {
        var letter: Letter?
        if let text = try row.bytesIfAny("letter") {
            letter = Letter(
                subject: try row.exactText("subject"),
                text: String(decoding: text, as: UTF8.self),
                recipients: .addresses([])
            )
        }
        self.init(
            id: try row.guid("notice_id"),
            publisher: PublisherID(stored: try row.text("publisher_id")),
            event: try row.word("event"),
            time: try row.timestamp("time"),
            offer: row.textIfAny("offer_id").map(OfferID.init(stored:)),
            operation: try row.guidIfAny("operation_id"),
            body: try row.bytes("body"),
            letter: letter
        )
    }
}
