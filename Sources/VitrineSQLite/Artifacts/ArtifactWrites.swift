import GRDB
import VitrineCore

import struct Foundation.Data

/// Writing what is known of artifacts, inside the transaction of one writer.
enum ArtifactWrites {
    /// What is new is due since ever, whatever the clock says.
    static func request(_ id: GUID, version: Int64, of row: Int64, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO artifact_round (offer_row, version, round_id, attempts, due) VALUES (?, ?, ?, 0, 0)
                ON CONFLICT (offer_row, version) DO UPDATE SET round_id = excluded.round_id, attempts = 0, due = 0,
                    lease_worker = NULL, lease_until = NULL
                """
        ).execute(arguments: [row, version, id.description])
    }

    /// Hands on what is known of the version `frozen`, and what is to be fetched for it, to the new draft.
    static func copy(_ frozen: Int64, to draft: Int64, of row: Int64, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO artifact_record (offer_row, version, artifacts)
                SELECT offer_row, ?1, artifacts FROM artifact_record WHERE offer_row = ?2 AND version = ?3
                """
        ).execute(arguments: [draft, row, frozen])
        try database.cachedStatement(
            sql: """
                INSERT INTO artifact_round (offer_row, version, round_id, attempts, due)
                SELECT offer_row, ?1, ?4, 0, 0 FROM artifact_round WHERE offer_row = ?2 AND version = ?3
                """
        ).execute(arguments: [draft, row, frozen, GUID.random().description])
    }

    static func settle(
        _ round: ArtifactRound,
        as artifacts: [OfferArtifact],
        retryingAt retry: Timestamp?,
        in database: Database
    ) throws {
        guard let row = try OfferQueries.row(round.name, in: database) else { return }
        try database.cachedStatement(sql: retry == nil ? end : postpone)
            .execute(arguments: [row, round.version, round.id.description] + (retry.map { [$0.ticks] } ?? []))
        guard database.changesCount == 1 else { return }
        try database.cachedStatement(sql: save).execute(arguments: [row, round.version, Data(artifacts.json)])
    }

    static let lease = """
        UPDATE artifact_round SET lease_worker = ?3, lease_until = ?2
        WHERE round_row IN (
            SELECT round_row FROM artifact_round
            WHERE due <= ?1 AND (lease_worker IS NULL OR lease_until <= ?1 OR lease_until > ?2)
            ORDER BY due, round_row LIMIT ?4
        )
        RETURNING round_row
        """

    static let release = "UPDATE artifact_round SET lease_worker = NULL, lease_until = NULL WHERE lease_worker = ?"

    private static let end = "DELETE FROM artifact_round WHERE offer_row = ?1 AND version = ?2 AND round_id = ?3"

    private static let postpone = """
        UPDATE artifact_round SET attempts = attempts + 1, due = ?4, lease_worker = NULL, lease_until = NULL
        WHERE offer_row = ?1 AND version = ?2 AND round_id = ?3
        """

    private static let save = """
        INSERT INTO artifact_record (offer_row, version, artifacts) VALUES (?, ?, ?)
        ON CONFLICT (offer_row, version) DO UPDATE SET artifacts = excluded.artifacts
        """
}
