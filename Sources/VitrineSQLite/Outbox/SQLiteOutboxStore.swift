import GRDB
package import VitrineCore

extension SQLiteStore: OutboxStore {
    package func webhooks(of publisher: PublisherID) async throws -> [Webhook] {
        try readers.read { try WebhookRows.all(of: publisher, in: $0) }
    }

    package func changeWebhook(
        _ name: WebhookName,
        of publisher: PublisherID,
        deciding decide: @escaping @Sendable (Webhook?) throws -> Webhook?
    ) async throws -> Webhook? {
        try await writer.write { database in
            try PublisherQueries.require(publisher, in: database)
            let all = try WebhookRows.all(of: publisher, in: database)
            let stored = all.first { $0.name == name }
            guard let webhook = try decide(stored) else { return nil }
            guard stored != nil || all.count < Webhook.maximumCount else {
                throw Refusal(.tooManyWebhooks, "A publisher has at most \(Webhook.maximumCount) webhooks.")
            }
            try WebhookRows.save(webhook, in: database)
            return webhook
        }
    }

    package func removeWebhook(_ name: WebhookName, of publisher: PublisherID) async throws -> Bool {
        try await change(
            sql: "DELETE FROM webhook WHERE publisher_key = ? AND webhook_name = ?",
            [publisher.key, name.text]
        )
    }

    package func add(_ notice: Notice) async throws -> Int {
        try await writer.write { try OutboxWrites.add(notice, in: $0) }
    }

    package func deliveries(
        of publisher: PublisherID,
        in state: Delivery.State?,
        after: GUID?,
        limit: Int
    ) async throws -> [Delivery] {
        try readers.read { try OutboxQueries.list(of: publisher, state, after: after, limit: limit, in: $0) }
    }

    package func replayDelivery(_ id: GUID, of publisher: PublisherID) async throws -> Bool {
        try await change(sql: OutboxWrites.replay, [id.description, publisher.key])
    }

    package func discardDelivery(_ id: GUID, of publisher: PublisherID) async throws -> Bool {
        try await change(sql: OutboxWrites.discard, [id.description, publisher.key])
    }

    package func leaseDeliveries(
        at now: Timestamp,
        until end: Timestamp,
        by worker: GUID,
        limit: Int
    ) async throws -> [LeasedDelivery] {
        let isAnythingDue = try readers.read { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.isAnythingDue)
            return try Bool.fetchOne(statement, arguments: [now.ticks]) ?? false
        }
        // Nothing is written, and no mark changes, when there is nothing to do.
        guard isAnythingDue else { return [] }
        return try await writer.write { database in
            let statement = try database.cachedStatement(sql: OutboxWrites.lease)
            let rows = try Int64.fetchAll(statement, arguments: [now.ticks, end.ticks, worker.description, limit])
            return try OutboxQueries.leased(rows: rows.sorted(), in: database)
        }
    }

    package func settle(_ delivery: Delivery, as result: DeliveryResult, at time: Timestamp) async throws {
        try await writer.write { try OutboxWrites.settle(delivery, as: result, at: time, in: $0) }
    }

    package func releaseDeliveries(of worker: GUID) async throws {
        _ = try await change(sql: OutboxWrites.release, [worker.description])
    }

    package func nextDeliveryDue() async throws -> Timestamp? {
        try readers.read { database in
            let statement = try database.cachedStatement(sql: OutboxQueries.nextDue)
            return try Int64.fetchOne(statement).map(Timestamp.init(ticks:))
        }
    }

    /// One statement in a transaction; says whether it changed anything.
    private func change(sql: String, _ arguments: [any DatabaseValueConvertible & Sendable]) async throws -> Bool {
        try await writer.write { database in
            try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
            return database.changesCount > 0
        }
    }
}
