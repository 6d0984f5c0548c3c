import GRDB
import VitrineCore

/// Reading what is known of artifacts, and which are to be fetched.
enum ArtifactQueries {
    static func state(of name: OfferName, version: Int64, in database: Database) throws -> ArtifactState? {
        guard let row = try OfferQueries.row(name, in: database) else { return nil }
        let statement = try database.cachedStatement(
            sql: """
                SELECT a.artifacts, EXISTS (
                    SELECT 1 FROM artifact_round r WHERE r.offer_row = v.offer_row AND r.version = v.version
                ) AS is_pending
                FROM offer_version v
                LEFT JOIN artifact_record a ON a.offer_row = v.offer_row AND a.version = v.version
                WHERE v.offer_row = ? AND v.version = ?
                """
        )
        return try statement.rows([row, version]) { row in
            ArtifactState(
                artifacts: try row.bytesIfAny("artifacts").map([OfferArtifact].init(json:)) ?? [],
                isPending: try row.integer("is_pending") != 0
            )
        }.first
    }

    /// The rounds in these rows, in their order.
    static func rounds(_ rows: [Int64], in database: Database) throws -> [ArtifactRound] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT r.round_id, r.version, r.attempts, o.offer_id, p.publisher_id
                FROM artifact_round r
                JOIN offer o ON o.offer_row = r.offer_row
                JOIN publisher p ON p.publisher_key = o.publisher_key
                WHERE r.round_row = ?
                """
        )
        return try rows.flatMap { try statement.rows([$0], ArtifactRound.init(row:)) }
    }

    static let isAnythingDue = "SELECT EXISTS (SELECT 1 FROM artifact_round WHERE due <= ?)"

    static let nextDue = "SELECT min(max(due, coalesce(lease_until, due))) FROM artifact_round"
}

extension ArtifactRound {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.guid("round_id"),
            name: OfferName(
                publisher: PublisherID(stored: try row.text("publisher_id")),
                offer: OfferID(stored: try row.text("offer_id"))
            ),
            version: try row.integer("version"),
            attempts: Int(try row.integer("attempts"))
        )
    }
}
