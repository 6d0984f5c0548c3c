import GRDB
import VitrineCore

import struct Foundation.Data

/// Writing notices and what becomes of their deliveries, inside the transaction of one writer.
enum OutboxWrites {
    /// Writes a notice with a delivery for each recipient; nothing where there is none. Gives their number.
    @discardableResult
    static func add(_ notice: Notice, in database: Database) throws -> Int {
        let webhooks = try WebhookRows.all(of: notice.publisher, in: database).filter { $0.wants(notice) }
        let addresses = try notice.letter.map { try self.addresses($0.recipients, notice.publisher, database) } ?? []
        guard !webhooks.isEmpty || !addresses.isEmpty else { return 0 }
        try insert(notice, in: database)
        let row = database.lastInsertedRowID
        for webhook in webhooks { try insert(row, notice, webhook.name.text, nil, database) }
        for address in addresses { try insert(row, notice, nil, address, database) }
        return webhooks.count + addresses.count
    }

    static func settle(
        _ delivery: Delivery,
        as result: DeliveryResult,
        at time: Timestamp,
        in database: Database
    ) throws {
        switch result {
        case .delivered:
            try database.cachedStatement(sql: "DELETE FROM delivery WHERE delivery_id = ?")
                .execute(arguments: [delivery.id.description])
        case .dead(let problem):
            try fail(delivery, due: nil, problem, at: time, in: database)
        case .postponed(let due, let problem):
            try fail(delivery, due: due, problem, at: time, in: database)
            guard case .webhook(let name) = delivery.recipient else { return }
            // What else waits for a webhook that isn't there need not find that out one by one.
            try database.cachedStatement(sql: postponeOthers)
                .execute(arguments: [delivery.notice.publisher.key, name.text, due.ticks])
        }
    }

    private static func fail(
        _ delivery: Delivery,
        due: Timestamp?,
        _ problem: String,
        at time: Timestamp,
        in database: Database
    ) throws {
        try database.cachedStatement(sql: postpone).execute(
            arguments: [delivery.id.description, delivery.attempts, due?.ticks, time.ticks, problem]
        )
    }

    private static func addresses(
        _ recipients: Notice.Recipients,
        _ publisher: PublisherID,
        _ database: Database
    ) throws -> [String] {
        switch recipients {
        case .addresses(let addresses): return addresses
        case .contact:
            let statement = try database.cachedStatement(
                sql: "SELECT contact FROM publisher WHERE publisher_key = ? AND contact <> ''"
            )
            return try String.fetchAll(statement, arguments: [publisher.key])
        }
    }

    private static func insert(_ notice: Notice, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO notice (notice_id, publisher_key, event, time, offer_id, operation_id, body, subject, letter)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                notice.id.description, notice.publisher.key, notice.event.rawValue, notice.time.ticks,
                notice.offer?.text, notice.operation?.description, Data(notice.body),
                notice.letter.map { Data($0.subject.utf8) }, notice.letter.map { Data($0.text.utf8) },
            ]
        )
    }

    /// What is new is due since ever, whatever the clock says.
    private static func insert(
        _ row: Int64,
        _ notice: Notice,
        _ webhook: String?,
        _ address: String?,
        _ database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO delivery (delivery_id, notice_row, publisher_key, webhook_name, address, attempts, due)
                VALUES (?, ?, ?, ?, ?, 0, 0)
                """
        ).execute(arguments: [GUID.random().description, row, notice.publisher.key, webhook, address])
    }

    private static let postpone = """
        UPDATE delivery SET attempts = ?2 + 1, due = ?3, last_attempt = ?4, problem = ?5, lease_worker = NULL,
            lease_until = NULL
        WHERE delivery_id = ?1 AND attempts = ?2 AND due IS NOT NULL
        """

    private static let postponeOthers = """
        UPDATE delivery SET due = ?3
        WHERE publisher_key = ?1 AND webhook_name = ?2 AND due < ?3 AND lease_worker IS NULL
        """

    static let lease = """
        UPDATE delivery SET lease_worker = ?3, lease_until = ?2
        WHERE delivery_row IN (
            SELECT delivery_row FROM delivery
            WHERE due <= ?1 AND (lease_worker IS NULL OR lease_until <= ?1 OR lease_until > ?2)
            ORDER BY due, delivery_row LIMIT ?4
        )
        RETURNING delivery_row
        """

    static let release = "UPDATE delivery SET lease_worker = NULL, lease_until = NULL WHERE lease_worker = ?"

    static let replay = """
        UPDATE delivery SET attempts = 0, due = 0, lease_worker = NULL, lease_until = NULL
        WHERE delivery_id = ?1 AND publisher_key = ?2
        """

    static let discard = "DELETE FROM delivery WHERE delivery_id = ? AND publisher_key = ?"
}
