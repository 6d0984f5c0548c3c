import GRDB
package import VitrineCore

extension SQLiteStore: OperationStore {
    package func operation(_ reference: OperationReference, of name: OfferName) async throws -> OperationLookup {
        try readers.read { database in
            var lookup = OperationLookup.noOffer
            try database.inTransaction(.deferred) {
                lookup = try Self.lookup(reference, name, database)
                return .commit
            }
            return lookup
        }
    }

    package func operations(
        of name: OfferName,
        in states: Set<OperationState>?
    ) async throws -> OperationsLookup {
        try readers.read { database in
            var lookup = OperationsLookup.noOffer
            try database.inTransaction(.deferred) {
                if let row = try OfferQueries.row(name, in: database) {
                    lookup = .found(try OperationQueries.all(of: row, in: states, database))
                } else if try !PublisherQueries.exists(name.publisher, in: database) {
                    lookup = .noPublisher
                }
                return .commit
            }
            return lookup
        }
    }

    package func advance<Note: Sendable>(
        _ reference: OperationReference,
        of name: OfferName,
        deciding decide: @escaping @Sendable (Offer?, OfferOperation?) throws -> (OfferDecision, Note)
    ) async throws -> Note {
        try await writer.write { database in
            let found = try OfferQueries.offer(name, in: database)
            if found == nil { try PublisherQueries.require(name.publisher, in: database) }
            let operation = try found.flatMap { try OperationQueries.one(reference, of: $0.row, in: database) }
            let (decision, note) = try decide(found?.offer, operation)
            try OfferWrites.carryOut(decision, on: found?.row, in: database)
            return note
        }
    }

    package func lease(
        at now: Timestamp,
        until end: Timestamp,
        by worker: GUID,
        limit: Int
    ) async throws -> [OfferOperation] {
        // Nothing is written, and no mark changes, when there is nothing to do.
        guard try await isAnythingDue(at: now) else { return [] }
        return try await writer.write { database in
            let statement = try database.cachedStatement(sql: OperationWrites.lease)
            let rows = try Int64.fetchAll(statement, arguments: [now.ticks, end.ticks, worker.description, limit])
            return try OperationQueries.at(rows: rows, in: database)
        }
    }

    package func releaseLeases(of worker: GUID) async throws {
        try await writer.write { database in
            try database.cachedStatement(sql: OperationWrites.release).execute(arguments: [worker.description])
        }
    }

    package func nextDue(at now: Timestamp) async throws -> Timestamp? {
        try readers.read { database in
            let statement = try database.cachedStatement(sql: OperationQueries.nextDue)
            return try Int64.fetchOne(statement).map(Timestamp.init(ticks:))
        }
    }

    package func awaitingApproval() async throws -> [OfferOperation] {
        try readers.read { database in
            let statement = try database.cachedStatement(sql: OperationQueries.awaitingApproval)
            return try OperationQueries.at(rows: try Int64.fetchAll(statement), in: database)
        }
    }

    package func wasLive(_ version: Int64, of name: OfferName) async throws -> Bool {
        try readers.read { database in
            guard let row = try OfferQueries.row(name, in: database) else { return false }
            let statement = try database.cachedStatement(sql: OperationQueries.wasLive)
            return try Bool.fetchOne(statement, arguments: [row, version]) ?? false
        }
    }

    private func isAnythingDue(at now: Timestamp) async throws -> Bool {
        try readers.read { database in
            let statement = try database.cachedStatement(sql: OperationQueries.isAnythingDue)
            return try Bool.fetchOne(statement, arguments: [now.ticks]) ?? false
        }
    }

    private static func lookup(
        _ reference: OperationReference,
        _ name: OfferName,
        _ database: Database
    ) throws -> OperationLookup {
        guard let (row, offer) = try OfferQueries.offer(name, in: database) else {
            return try PublisherQueries.exists(name.publisher, in: database) ? .noOffer : .noPublisher
        }
        guard let operation = try OperationQueries.one(reference, of: row, in: database) else { return .none(offer) }
        return .found(operation, offer)
    }
}
