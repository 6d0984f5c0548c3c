import ExactJSON
import GRDB
import VitrineCore

import struct Foundation.Data

/// Writing offers, inside the transaction of one writer.
enum OfferWrites {
    /// Writes what was decided about the offer in `row`; `nil` when there is none yet. `hadSecrets` says whether the draft may
    /// have secrets now, which a new draft replaces.
    static func carryOut(
        _ decision: OfferDecision,
        on row: Int64?,
        hadSecrets: Bool = true,
        in database: Database
    ) throws {
        switch decision {
        case .keep: return
        case .write(let steps):
            try apply(steps, to: row, hadSecrets: hadSecrets, in: database)
        }
    }

    /// Applies the steps in order; the first creates the offer where `row` is `nil`, with its draft.
    private static func apply(
        _ steps: [OfferWrite],
        to row: Int64?,
        hadSecrets: Bool,
        in database: Database
    ) throws {
        var row = row
        for step in steps {
            switch step {
            case .draft(let content, let offer):
                let current = try save(offer, row, in: database)
                try replaceDraft(content, of: offer, current, in: database)
                if hadSecrets { try removeSecrets(of: offer, current, in: database) }
                try insert(content.secrets, of: offer, current, in: database)
                row = current
            case .freeze(let offer):
                let current = try existing(row)
                try update(offer, current, in: database)
                try copyFrozen(offer.draftVersion - 1, of: offer, current, in: database)
            case .claim(let version, let claims):
                try ClaimWrites.add(claims, version: version, of: existing(row), in: database)
            case .row(let offer):
                try update(offer, existing(row), in: database)
            case .operation(let operation):
                try OperationWrites.save(operation, existing(row), in: database)
            case .removal:
                // Versions, secrets and operations go with it.
                try database.cachedStatement(sql: "DELETE FROM offer WHERE offer_row = ?").execute(arguments: [row])
                row = nil
            case .log(let change):
                try ChangeLog.add(change, existing(row), in: database)
            case .notice(let notice):
                try OutboxWrites.add(notice, in: database)
            case .fetch(let version, let round):
                try ArtifactWrites.request(round, version: version, of: existing(row), in: database)
            }
        }
    }

    private static func existing(_ row: Int64?) throws -> Int64 {
        guard let row else { throw StoreFailure.noDraft }
        return row
    }

    private static func save(_ offer: Offer, _ row: Int64?, in database: Database) throws -> Int64 {
        guard let row else {
            try database.cachedStatement(sql: insertOffer).execute(arguments: offer.identity + offer.state)
            return database.lastInsertedRowID
        }
        try update(offer, row, in: database)
        return row
    }

    private static func update(_ offer: Offer, _ row: Int64, in database: Database) throws {
        try database.cachedStatement(sql: updateOffer).execute(arguments: offer.state + [row])
    }

    private static func replaceDraft(
        _ content: DraftContent,
        of offer: Offer,
        _ row: Int64,
        in database: Database
    ) throws {
        try database.cachedStatement(sql: saveVersion).execute(
            arguments: [
                row, offer.draftVersion, offer.draftChangedTime.ticks, content.secretFields,
                content.displayText.map { Data($0) }, Data(content.definition),
            ]
        )
    }

    private static func removeSecrets(of offer: Offer, _ row: Int64, in database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM offer_secret WHERE offer_row = ? AND version = ?")
            .execute(arguments: [row, offer.draftVersion])
    }

    private static func insert(
        _ secrets: [SealedSecret],
        of offer: Offer,
        _ row: Int64,
        in database: Database
    ) throws {
        for secret in secrets {
            try database.cachedStatement(sql: insertSecret).execute(
                arguments: [
                    row, offer.draftVersion, Data(secret.path.description.utf8),
                    secret.pointer.map { Data($0.description.utf8) }, secret.value.keyID, Data(secret.value.bytes),
                ]
            )
        }
    }

    private static func copyFrozen(_ frozen: Int64, of offer: Offer, _ row: Int64, in database: Database) throws {
        try database.cachedStatement(sql: copyVersion)
            .execute(arguments: [offer.draftVersion, offer.draftChangedTime.ticks, row, frozen])
        guard database.changesCount == 1 else { throw StoreFailure.noDraft }
        try database.cachedStatement(sql: copySecrets).execute(arguments: [offer.draftVersion, row, frozen])
        try ArtifactWrites.copy(frozen, to: offer.draftVersion, of: row, in: database)
    }

    private static let insertOffer = """
        INSERT INTO offer (publisher_key, offer_key, offer_id, guid, offer_type, migration, status, draft_version,
            draft_content_time, draft_changed_time, status_time, newest_time, preview_version, preview_since,
            production_version, production_since)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private static let updateOffer = """
        UPDATE offer SET status = ?, draft_version = ?, draft_content_time = ?, draft_changed_time = ?, status_time = ?,
            newest_time = ?, preview_version = ?, preview_since = ?, production_version = ?, production_since = ?
        WHERE offer_row = ?
        """

    private static let saveVersion = """
        INSERT INTO offer_version (offer_row, version, changed_time, secret_fields, display_text, definition)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (offer_row, version) DO UPDATE SET changed_time = excluded.changed_time,
            secret_fields = excluded.secret_fields, display_text = excluded.display_text,
            definition = excluded.definition
        """

    private static let insertSecret = """
        INSERT INTO offer_secret (offer_row, version, path, pointer, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?)
        """

    private static let copyVersion = """
        INSERT INTO offer_version (offer_row, version, changed_time, secret_fields, display_text, definition)
        SELECT offer_row, ?1, ?2, secret_fields, display_text, definition
        FROM offer_version WHERE offer_row = ?3 AND version = ?4
        """

    private static let copySecrets = """
        INSERT INTO offer_secret (offer_row, version, path, pointer, key_id, sealed)
        SELECT offer_row, ?1, path, pointer, key_id, sealed
        FROM offer_secret WHERE offer_row = ?2 AND version = ?3
        """
}

extension Offer {
    /// What a row keeps for ever, in the order of the insert.
    fileprivate var identity: StatementArguments {
        [publisher.key, id.key, id.text, guid.description, type.rawValue, migration.rawValue]
    }

    /// What changes, in the order of the insert and the update.
    fileprivate var state: StatementArguments {
        [
            status.rawValue, draftVersion, draftContentTime.ticks, draftChangedTime.ticks, statusTime.ticks,
            newestTime.ticks, preview?.version, preview?.since.ticks, production?.version, production?.since.ticks,
        ]
    }
}
