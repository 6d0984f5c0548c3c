import ExactJSON
import GRDB
import VitrineCore

extension Offer {
    init(row: Row) throws {
        guard let guid = GUID(try row.text("guid")) else { throw CorruptRow(column: "guid") }
        self.init(
            publisher: PublisherID(stored: try row.text("publisher_id")),
            id: OfferID(stored: try row.text("offer_id")),
            guid: guid,
            type: OfferTypeID(rawValue: try row.text("offer_type")),
            migration: try row.word("migration"),
            status: try row.word("status"),
            draftVersion: try row.integer("draft_version"),
            draftContentTime: try row.timestamp("draft_content_time"),
            draftChangedTime: try row.timestamp("draft_changed_time"),
            statusTime: try row.timestamp("status_time"),
            newestTime: try row.timestamp("newest_time"),
            preview: try Placement(row: row, version: "preview_version", since: "preview_since"),
            production: try Placement(row: row, version: "production_version", since: "production_since")
        )
    }
}

extension Offer.Placement {
    fileprivate init?(row: Row, version: String, since: String) throws {
        guard let number = row.integerIfAny(version) else { return nil }
        self.init(version: number, since: try row.timestamp(since))
    }
}

extension OfferSnapshot {
    init(row: Row, slot: Slot?) throws {
        self.init(
            offer: try Offer(row: row),
            version: try row.integer("version"),
            changedTime: try row.timestamp("changed_time"),
            definition: try row.bytes("definition"),
            secretFields: try row.text("secret_fields"),
            slot: slot
        )
    }
}

extension OfferSummary {
    init(row: Row) throws {
        self.init(
            offer: try Offer(row: row),
            changedTime: try row.timestamp("changed_time"),
            displayText: try row.bytesIfAny("display_text")
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
