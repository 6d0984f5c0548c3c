import GRDB
import VitrineCore

/// Who holds which claim.
enum ClaimQueries {
    static func holders(
        of claims: [OfferClaim],
        besides name: OfferName,
        in database: Database
    ) throws -> [OfferClaim: OfferID] {
        // No row has the number 0.
        let own = try OfferQueries.row(name, in: database) ?? 0
        var holders: [OfferClaim: OfferID] = [:]
        for claim in Set(claims) {
            holders[claim] = try holder(of: claim, in: name.publisher.key, besides: own, database)
        }
        return holders
    }

    static func holder(
        of claim: OfferClaim,
        in publisher: String,
        besides row: Int64,
        _ database: Database
    ) throws -> OfferID? {
        let statement = try database.cachedStatement(sql: holder)
        return try String.fetchOne(statement, arguments: [publisher, claim.field, claim.value, row])
            .map { OfferID(stored: $0) }
    }

    private static let holder = """
        SELECT o.offer_id
        FROM offer_claim c
        JOIN offer o ON o.offer_row = c.offer_row
        WHERE c.publisher_key = ?1 AND c.field = ?2 AND c.value_key = ?3 AND c.offer_row <> ?4
            AND (c.version = o.preview_version OR c.version = o.production_version OR EXISTS (
                SELECT 1 FROM operation p WHERE p.offer_row = c.offer_row AND p.offer_version = c.version
                    AND p.stage IN ('queued', 'working', 'awaitingApproval', 'canceling')
            ))
        ORDER BY o.offer_key
        LIMIT 1
        """
}
