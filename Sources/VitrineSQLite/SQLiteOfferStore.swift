import GRDB
package import VitrineCore

extension SQLiteStore: OfferStore {
    package func mark() async throws -> StoreMark {
        try watch.mark()
    }

    /// Who gets `nil` here asks ``mark()`` in its turn, which says what is wrong.
    package var knownMark: StoreMark? { try? watch.mark() }

    package func offer(_ name: OfferName, _ selector: OfferSelector) async throws -> OfferLookup {
        try readers.read { try OfferQueries.lookup(name, selector, in: $0) }
    }

    package func offers(
        of publisher: PublisherID,
        type: OfferTypeID?,
        after: OfferID?,
        limit: Int
    ) async throws -> [OfferSummary] {
        try readers.read { database in
            let statement = try database.cachedStatement(sql: OfferQueries.summaries)
            // No key is empty, so that all of them come after the empty one.
            let arguments: StatementArguments = [publisher.key, type?.rawValue.comparable, after?.key ?? "", limit]
            return try statement.rows(arguments, OfferSummary.init(row:))
        }
    }

    package func changes(of name: OfferName, before: Int64?, limit: Int) async throws -> ChangesLookup {
        try readers.read { database in
            var lookup = ChangesLookup.noOffer
            try database.inTransaction(.deferred) {
                lookup = try ChangeLog.lookup(name, before: before, limit: limit, in: database)
                return .commit
            }
            return lookup
        }
    }

    package func secrets(of name: OfferName, _ selector: OfferSelector) async throws -> [SealedSecret] {
        try readers.read { try OfferQueries.secrets(of: name, selector, in: $0) }
    }

    package func holders(of claims: [OfferClaim], besides name: OfferName) async throws -> [OfferClaim: OfferID] {
        guard !claims.isEmpty else { return [:] }
        return try readers.read { database in
            var holders: [OfferClaim: OfferID] = [:]
            try database.inTransaction(.deferred) {
                holders = try ClaimQueries.holders(of: claims, besides: name, in: database)
                return .commit
            }
            return holders
        }
    }

    package func change<Note: Sendable>(
        _ name: OfferName,
        deciding decide: @escaping @Sendable (StoredDraft?) throws -> (OfferDecision, Note)
    ) async throws -> (OfferSnapshot?, Note) {
        try await writer.write { database in
            let found = try OfferQueries.draft(name, in: database)
            if found == nil { try PublisherQueries.require(name.publisher, in: database) }
            let (decision, note) = try decide(found?.draft)
            // A second draft would find the first one's secrets.
            let hadSecrets = found?.draft.content.secrets.isEmpty == false || !decision.beginsWithOnlyDraft
            try OfferWrites.carryOut(decision, on: found?.row, hadSecrets: hadSecrets, in: database)
            return (decision.outcome(for: found?.draft)?.snapshot, note)
        }
    }
}
