import GRDB
package import VitrineCore

extension SQLiteStore: ArtifactRecords {
    package func artifacts(of name: OfferName, version: Int64) async throws -> ArtifactState? {
        try readers.read { database in
            var state: ArtifactState?
            try database.inTransaction(.deferred) {
                state = try ArtifactQueries.state(of: name, version: version, in: database)
                return .commit
            }
            return state
        }
    }

    package func leaseRounds(
        at now: Timestamp,
        until end: Timestamp,
        by worker: GUID,
        limit: Int
    ) async throws -> [ArtifactRound] {
        let isAnythingDue = try readers.read { database in
            let statement = try database.cachedStatement(sql: ArtifactQueries.isAnythingDue)
            return try Bool.fetchOne(statement, arguments: [now.ticks]) ?? false
        }
        // Nothing is written, and no mark changes, when there is nothing to do.
        guard isAnythingDue else { return [] }
        return try await writer.write { database in
            let statement = try database.cachedStatement(sql: ArtifactWrites.lease)
            let rows = try Int64.fetchAll(statement, arguments: [now.ticks, end.ticks, worker.description, limit])
            return try ArtifactQueries.rounds(rows.sorted(), in: database)
        }
    }

    package func settle(
        _ round: ArtifactRound,
        as artifacts: [OfferArtifact],
        retryingAt retry: Timestamp?
    ) async throws {
        try await writer.write { try ArtifactWrites.settle(round, as: artifacts, retryingAt: retry, in: $0) }
    }

    package func releaseRounds(of worker: GUID) async throws {
        try await writer.write { database in
            try database.cachedStatement(sql: ArtifactWrites.release).execute(arguments: [worker.description])
        }
    }

    package func nextRoundDue() async throws -> Timestamp? {
        try readers.read { database in
            let statement = try database.cachedStatement(sql: ArtifactQueries.nextDue)
            return try Int64.fetchOne(statement).map(Timestamp.init(ticks:))
        }
    }
}
