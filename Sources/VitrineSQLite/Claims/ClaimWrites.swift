import GRDB
import VitrineCore

/// Claims of versions, inside the transaction of one writer.
enum ClaimWrites {
    static func add(_ claims: [OfferClaim], version: Int64, of row: Int64, in database: Database) throws {
        let publisher = try publisher(of: row, in: database)
        for claim in claims {
            if claim.isBinding, try ClaimQueries.holder(of: claim, in: publisher, besides: row, database) != nil {
                throw ClaimHeld(claim)
            }
            try database.cachedStatement(sql: insert)
                .execute(arguments: [row, version, publisher, claim.field, claim.value])
        }
    }

    private static func publisher(of row: Int64, in database: Database) throws -> String {
        let statement = try database.cachedStatement(sql: "SELECT publisher_key FROM offer WHERE offer_row = ?")
        guard let key = try String.fetchOne(statement, arguments: [row]) else { throw StoreFailure.noDraft }
        return key
    }

    /// Plans of one version may claim the same.
    private static let insert = """
        INSERT OR IGNORE INTO offer_claim (offer_row, version, publisher_key, field, value_key) VALUES (?, ?, ?, ?, ?)
        """
}
