import GRDB
import VitrineCore

/// Reading operations.
enum OperationQueries {
    private static let columns = """
        m.operation_id, m.publishing_version, m.kind, m.stage, m.offer_version, m.requester, m.emails,
        m.preview_before_version, m.preview_before_since, m.created_time, m.changed_time, m.last_action_time, m.revision,
        m.steps, p.publisher_id, o.offer_id, o.offer_type
        """

    private static let joined = """
        FROM operation m
        JOIN offer o ON o.offer_row = m.offer_row
        JOIN publisher p ON p.publisher_key = o.publisher_key
        """

    static func one(_ reference: OperationReference, of row: Int64, in database: Database) throws -> OfferOperation? {
        switch reference {
        case .id(let id): try first(database, "AND m.operation_id = ?", [row, id.description])
        case .number(let number): try first(database, "AND m.publishing_version = ?", [row, number])
        case .newest: try first(database, "ORDER BY m.publishing_version DESC LIMIT 1", [row])
        }
    }

    static func all(of row: Int64, in states: Set<OperationState>?, _ database: Database) throws -> [OfferOperation] {
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns) \(joined) WHERE m.offer_row = ? ORDER BY m.publishing_version DESC"
        )
        let operations = try statement.rows([row], OfferOperation.init(row:))
        guard let states else { return operations }
        return operations.filter { states.contains($0.state) }
    }

    static func at(rows: [Int64], in database: Database) throws -> [OfferOperation] {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) \(joined) WHERE m.operation_row = ?")
        return try rows.flatMap { try statement.rows([$0], OfferOperation.init(row:)) }
    }

    static let nextDue = """
        SELECT min(max(due, coalesce(lease_until, due))) FROM operation WHERE due IS NOT NULL
        """

    static let isAnythingDue = """
        SELECT EXISTS (SELECT 1 FROM operation WHERE due IS NOT NULL AND (due <= ?1 OR began_time > ?1))
        """

    static let awaitingApproval =
        "SELECT operation_row FROM operation WHERE stage = 'awaitingApproval' ORDER BY changed_time, operation_row"

    static let wasLive = """
        SELECT EXISTS (SELECT 1 FROM operation WHERE offer_row = ? AND offer_version = ? AND stage = 'live')
        """

    private static func first(
        _ database: Database,
        _ condition: String,
        _ arguments: StatementArguments
    ) throws -> OfferOperation? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns) \(joined) WHERE m.offer_row = ? \(condition)"
        )
        return try statement.rows(arguments, OfferOperation.init(row:)).first
    }
}

extension OfferOperation {
    fileprivate init(row: Row) throws {
        let emails = try row.text(.at(6, "emails"))
        var previewBefore: Offer.Placement?
        if let version = row.integerIfAny(.at(7, "preview_before_version")) {
            previewBefore = Offer.Placement(version: version, since: try row.timestamp(.at(8, "preview_before_since")))
        }
        self.init(
            id: try row.guid(.at(0, "operation_id")),
            publisher: PublisherID(stored: try row.text(.at(14, "publisher_id"))),
            offer: OfferID(stored: try row.text(.at(15, "offer_id"))),
            offerType: OfferTypeID(rawValue: try row.text(.at(16, "offer_type"))),
            kind: try row.word(.at(2, "kind")),
            offerVersion: try row.integer(.at(4, "offer_version")),
            publishingVersion: try row.integer(.at(1, "publishing_version")),
            requester: try row.text(.at(5, "requester")),
            notificationEmails: emails.isEmpty ? [] : emails.split(separator: ",").map(String.init),
            previewBefore: previewBefore,
            createdAt: try row.timestamp(.at(9, "created_time")),
            stage: try row.word(.at(3, "stage")),
            steps: try [Step](json: row.bytes(.at(13, "steps"))),
            revision: try row.integer(.at(12, "revision")),
            changedAt: try row.timestamp(.at(10, "changed_time")),
            lastActionAt: try row.timestamp(.at(11, "last_action_time"))
        )
    }
}
