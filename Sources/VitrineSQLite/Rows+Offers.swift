import ExactJSON
import GRDB
import VitrineCore

extension Offer {
    /// The offer in a row that begins with ``OfferQueries/offerColumns``.
    init(row: Row) throws {
        self.init(
            publisher: PublisherID(stored: try row.text(.at(1, "publisher_id"))),
            id: OfferID(stored: try row.text(.at(2, "offer_id"))),
            guid: try row.guid(.at(3, "guid")),
            type: OfferTypeID(rawValue: try row.text(.at(4, "offer_type"))),
            migration: try row.word(.at(5, "migration")),
            status: try row.word(.at(6, "status")),
            draftVersion: try row.integer(.at(7, "draft_version")),
            draftContentTime: try row.timestamp(.at(8, "draft_content_time")),
            draftChangedTime: try row.timestamp(.at(9, "draft_changed_time")),
            statusTime: try row.timestamp(.at(10, "status_time")),
            newestTime: try row.timestamp(.at(11, "newest_time")),
            preview: try Placement(row: row, version: .at(12, "preview_version"), since: .at(13, "preview_since")),
            production: try Placement(
                row: row,
                version: .at(14, "production_version"),
                since: .at(15, "production_since")
            )
        )
    }
}

extension Offer.Placement {
    fileprivate init?(row: Row, version: Place, since: Place) throws {
        guard let number = row.integerIfAny(version) else { return nil }
        self.init(version: number, since: try row.timestamp(since))
    }
}

extension OfferSnapshot {
    init(row: Row, slot: Slot?) throws {
        self.init(
            offer: try Offer(row: row),
            version: try row.integer(.at(16, "version")),
            changedTime: try row.timestamp(.at(17, "changed_time")),
            definition: try row.bytes(.at(19, "definition")),
            secretFields: try row.text(.at(18, "secret_fields")),
            slot: slot,
            artifacts: try row.bytesIfAny(.at(20, "artifacts")).map([OfferArtifact].init(json:)) ?? []
        )
    }
}

extension OfferSummary {
    init(row: Row) throws {
        self.init(
            offer: try Offer(row: row),
            changedTime: try row.timestamp(.at(16, "changed_time")),
            displayText: try row.bytesIfAny(.at(17, "display_text"))
        )
    }
}

extension SealedSecret {
    init(row: Row) throws {
        self.init(
            path: SecretPath(try row.exactText("path")),
            pointer: try JSONPointer(row: row),
            value: SealedBox(keyID: try row.text("key_id"), bytes: try row.bytes("sealed"))
        )
    }
}

extension JSONPointer {
    fileprivate init?(row: Row) throws {
        guard let bytes = try row.bytesIfAny("pointer") else { return nil }
        guard let pointer = JSONPointer(String(decoding: bytes, as: UTF8.self)) else {
            throw CorruptRow(column: "pointer")
        }
        self = pointer
    }
}
