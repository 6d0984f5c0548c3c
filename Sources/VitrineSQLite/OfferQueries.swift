import GRDB
import VitrineCore

/// Reading offers.
enum OfferQueries {
    /// What ``VitrineCore/Offer`` is read from, by position: new columns come last.
    static let offerColumns = """
        o.offer_row, p.publisher_id, o.offer_id, o.guid, o.offer_type, o.migration, o.status, o.draft_version,
        o.draft_content_time, o.draft_changed_time, o.status_time, o.newest_time, o.preview_version, o.preview_since,
        o.production_version, o.production_since
        """

    private static let snapshot = """
        SELECT \(offerColumns), v.version, v.changed_time, v.secret_fields, v.definition, a.artifacts
        FROM offer o
        JOIN publisher p ON p.publisher_key = o.publisher_key
        JOIN offer_version v ON v.offer_row = o.offer_row AND v.version
        """

    private static let withArtifacts =
        "LEFT JOIN artifact_record a ON a.offer_row = v.offer_row AND a.version = v.version"

    private static let writersDraft = """
        SELECT \(offerColumns), v.display_text, v.definition
        FROM offer o
        JOIN publisher p ON p.publisher_key = o.publisher_key
        JOIN offer_version v ON v.offer_row = o.offer_row AND v.version = o.draft_version
        """

    private static let byKey = "WHERE o.publisher_key = ? AND o.offer_key = ?"
    private static let byRow = "WHERE o.offer_row = ?"

    static let summaries = """
        SELECT \(offerColumns), v.changed_time, v.display_text
        FROM offer o
        JOIN publisher p ON p.publisher_key = o.publisher_key
        JOIN offer_version v ON v.offer_row = o.offer_row AND v.version = o.draft_version
        WHERE o.publisher_key = ?1 AND o.offer_key > ?3 AND (?2 IS NULL OR o.offer_type = ?2)
        ORDER BY o.offer_key
        LIMIT ?4
        """

    /// One statement where there is an offer of that name; else several, in a transaction, so that they see one state.
    static func lookup(_ name: OfferName, _ selector: OfferSelector, in database: Database) throws -> OfferLookup {
        let named = try snapshot(selector, byKey, [name.publisher.key, name.offer.key], in: database)
        if let named { return .found(named) }
        var lookup = OfferLookup.noOffer
        try database.inTransaction(.deferred) {
            lookup = try search(name, selector, in: database)
            return .commit
        }
        return lookup
    }

    private static func search(_ name: OfferName, _ selector: OfferSelector, in database: Database) throws
        -> OfferLookup
    {
        guard let row = try row(name, in: database) else {
            return try PublisherQueries.exists(name.publisher, in: database) ? .noOffer : .noPublisher
        }
        if let found = try snapshot(selector, byRow, [row], in: database) { return .found(found) }
        switch selector {
        case .version: return .noVersion
        case .slot: return .emptySlot
        }
    }

    /// The offer without its documents, and its row.
    static func offer(_ name: OfferName, in database: Database) throws -> (row: Int64, offer: Offer)? {
        guard let row = try row(name, in: database) else { return nil }
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(offerColumns) FROM offer o JOIN publisher p ON p.publisher_key = o.publisher_key
                WHERE o.offer_row = ?
                """
        )
        return try statement.rows([row], Offer.init(row:)).first.map { (row, $0) }
    }

    /// The offer's row and draft, for a writer.
    static func draft(_ name: OfferName, in database: Database) throws -> (row: Int64, draft: StoredDraft)? {
        if let found = try draft(byKey, [name.publisher.key, name.offer.key], in: database) { return found }
        guard let row = try row(name, in: database) else { return nil }
        return try draft(byRow, [row], in: database)
    }

    private static func draft(
        _ condition: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> (row: Int64, draft: StoredDraft)? {
        let statement = try database.cachedStatement(sql: "\(writersDraft) \(condition)")
        let found = try statement.rows(arguments) { row in
            (
                row: try row.integer(.at(0, "offer_row")),
                offer: try Offer(row: row),
                definition: try row.bytes(.at(17, "definition")),
                displayText: try row.bytesIfAny(.at(16, "display_text"))
            )
        }.first
        guard let found else { return nil }
        let content = DraftContent(
            definition: found.definition,
            displayText: found.displayText,
            secrets: try secrets(found.row, found.offer.draftVersion, in: database)
        )
        return (found.row, StoredDraft(offer: found.offer, content: content))
    }

    private static func snapshot(
        _ selector: OfferSelector,
        _ condition: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> OfferSnapshot? {
        switch selector {
        case .slot(.draft): try one(database, "= o.draft_version", condition, arguments, .draft)
        case .slot(.preview): try one(database, "= o.preview_version", condition, arguments, .preview)
        case .slot(.production): try one(database, "= o.production_version", condition, arguments, .production)
        case .version(let number): try one(database, "= ?", condition, [number] + arguments, nil)
        }
    }

    private static func one(
        _ database: Database,
        _ version: String,
        _ condition: String,
        _ arguments: StatementArguments,
        _ slot: Slot?
    ) throws -> OfferSnapshot? {
        let statement = try database.cachedStatement(sql: "\(snapshot) \(version) \(withArtifacts) \(condition)")
        return try statement.rows(arguments) { try OfferSnapshot(row: $0, slot: slot) }.first
    }

    static func row(_ name: OfferName, in database: Database) throws -> Int64? {
        let byKey = try database.cachedStatement(
            sql: "SELECT offer_row FROM offer WHERE publisher_key = ? AND offer_key = ?"
        )
        if let row = try Int64.fetchOne(byKey, arguments: [name.publisher.key, name.offer.key]) { return row }
        guard let guid = GUID(name.offer.key) else { return nil }
        let byGUID = try database.cachedStatement(
            sql: "SELECT offer_row FROM offer WHERE publisher_key = ? AND guid = ?"
        )
        return try Int64.fetchOne(byGUID, arguments: [name.publisher.key, guid.description])
    }

    static func secrets(
        of name: OfferName,
        _ selector: OfferSelector,
        in database: Database
    ) throws -> [SealedSecret] {
        guard let row = try row(name, in: database) else { return [] }
        let (version, number): (String, Int64?) =
            switch selector {
            case .slot(.draft): ("o.draft_version", nil)
            case .slot(.preview): ("o.preview_version", nil)
            case .slot(.production): ("o.production_version", nil)
            case .version(let number): ("?2", number)
            }
        return try database.cachedStatement(
            sql: """
                SELECT s.path, s.pointer, s.key_id, s.sealed
                FROM offer o JOIN offer_secret s ON s.offer_row = o.offer_row AND s.version = \(version)
                WHERE o.offer_row = ?1 ORDER BY s.path
                """
        ).rows(number.map { [row, $0] } ?? [row], SealedSecret.init(row:))
    }

    private static func secrets(_ row: Int64, _ version: Int64, in database: Database) throws -> [SealedSecret] {
        try database.cachedStatement(
            sql:
                "SELECT path, pointer, key_id, sealed FROM offer_secret WHERE offer_row = ? AND version = ? ORDER BY path"
        ).rows([row, version], SealedSecret.init(row:))
    }
}
