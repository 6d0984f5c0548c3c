import ExactJSON
import GRDB
import VitrineCore

import struct Foundation.Data

/// Reading and writing the log of changes.
enum ChangeLog {
    /// Adds an entry to the log of the offer in `row`, inside the transaction of one writer.
    static func add(_ change: OfferChange, _ row: Int64, in database: Database) throws {
        if change.action == .created { try continueLog(of: change, row, in: database) }
        try database.cachedStatement(sql: insert).execute(
            arguments: [
                row, change.publisher.key, change.offer.text, change.time.ticks, change.actor,
                change.action.rawValue, change.version, change.tagBefore?.time.ticks, change.tagAfter?.time.ticks,
                change.operation?.description, change.members.paths.isEmpty ? nil : Data(change.members.json),
                change.members.isCut,
            ]
        )
        try database.cachedStatement(sql: append).execute(arguments: [database.lastInsertedRowID, row])
    }

    /// The log of the offer that `name` names, by its id or its GUID. Several statements, for one transaction.
    static func lookup(
        _ name: OfferName,
        before: Int64?,
        limit: Int,
        in database: Database
    ) throws -> ChangesLookup {
        let row = try OfferQueries.row(name, in: database)
        let newest = try row.map { try Self.newest($0, in: database) } ?? Self.deleted(name, in: database)
        guard row != nil || newest != nil else {
            return try PublisherQueries.exists(name.publisher, in: database) ? .noOffer : .noPublisher
        }
        guard let newest else { return .found([]) }
        let statement = try database.cachedStatement(sql: chain)
        return .found(try statement.rows([newest, before, limit], LoggedChange.init(row:)))
    }

    private static func newest(_ row: Int64, in database: Database) throws -> Int64? {
        let statement = try database.cachedStatement(sql: "SELECT newest_change FROM offer WHERE offer_row = ?")
        return try Int64.fetchOne(statement, arguments: [row])
    }

    /// A new offer goes on with the log of the one that had its name and was deleted.
    private static func continueLog(of change: OfferChange, _ row: Int64, in database: Database) throws {
        let name = OfferName(publisher: change.publisher, offer: change.offer)
        guard let end = try deleted(name, in: database) else { return }
        let statement = try database.cachedStatement(
            sql: """
                UPDATE offer SET newest_change = ?1,
                    change_count = (SELECT number FROM offer_change WHERE change_row = ?1)
                WHERE offer_row = ?2
                """
        )
        try statement.execute(arguments: [end, row])
    }

    private static func deleted(_ name: OfferName, in database: Database) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT max(change_row) FROM offer_change
                WHERE publisher_key = ? AND lower(offer_id) = ? AND action = 'deleted'
                """
        )
        return try Int64.fetchOne(statement, arguments: [name.publisher.key, name.offer.key.comparable])
    }

    private static let insert = """
        INSERT INTO offer_change (previous, number, publisher_key, offer_id, time, actor, action, version, tag_before,
            tag_after, operation_id, members, members_cut)
        SELECT newest_change, change_count + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
        FROM offer WHERE offer_row = ?1
        """

    private static let append = """
        UPDATE offer SET newest_change = ?, change_count = change_count + 1 WHERE offer_row = ?
        """

    // From entry to entry, each found by its row: CROSS JOIN keeps SQLite to that order, and the limit ends the walk. Entries
    // that come before the page are passed over.
    private static let chain = """
        WITH RECURSIVE entry (change_row, previous, number) AS (
            SELECT change_row, previous, number FROM offer_change WHERE change_row = ?1
            UNION ALL
            SELECT c.change_row, c.previous, c.number FROM entry e JOIN offer_change c ON c.change_row = e.previous
        )
        SELECT p.publisher_id, c.offer_id, c.number, c.time, c.actor, c.action, c.version, c.tag_before, c.tag_after,
            c.operation_id, c.members, c.members_cut
        FROM entry e
        CROSS JOIN offer_change c ON c.change_row = e.change_row
        CROSS JOIN publisher p ON p.publisher_key = c.publisher_key
        WHERE ?2 IS NULL OR e.number < ?2
        LIMIT ?3
        """
}

extension LoggedChange {
    fileprivate init(row: Row) throws {
        self.init(
            number: try row.integer("number"),
            change: OfferChange(
                publisher: PublisherID(stored: try row.text("publisher_id")),
                offer: OfferID(stored: try row.text("offer_id")),
                time: try row.timestamp("time"),
                actor: try row.text("actor"),
                action: try row.word("action"),
                version: try row.integer("version"),
                tagBefore: row.integerIfAny("tag_before").map { EntityTag(Timestamp(ticks: $0)) },
                tagAfter: row.integerIfAny("tag_after").map { EntityTag(Timestamp(ticks: $0)) },
                operation: try row.guidIfAny("operation_id"),
                members: ChangedMembers(
                    paths: try row.bytesIfAny("members").map(ChangedMembers.paths(json:)) ?? [],
                    isCut: try row.integer("members_cut") == 1
                )
            )
        )
    }
}

extension ChangedMembers {
    /// The paths as a row has them: a JSON array, since they may hold any character.
    fileprivate var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: paths.reduce(2) { $0 + $1.utf8.count + 3 })
        writer.beginArray()
        for path in paths { writer.string(path) }
        writer.endArray()
        return writer.bytes
    }

    fileprivate static func paths(json: [UInt8]) throws -> [String] {
        guard let root = try? JSONDocument(parsing: json).root, root.kind == .array else {
            throw CorruptRow(column: "members")
        }
        return root.elements.compactMap(\.string)
    }
}
