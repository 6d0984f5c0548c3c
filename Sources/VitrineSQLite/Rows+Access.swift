import GRDB
import VitrineCore

extension Publisher {
    init(row: Row) throws {
        let categories = try row.text("offer_type_categories")
        self.init(
            id: PublisherID(stored: try row.text("publisher_id")),
            name: try row.text("name"),
            offerTypeCategories: categories.split(separator: "\n").map(String.init),
            sellerID: try row.text("seller_id"),
            migration: try row.word("migration"),
            contact: try row.text("contact"),
            version: try row.integer("version")
        )
    }
}

extension Application {
    init(row: Row) throws {
        self.init(
            clientID: try row.guid("client_id"),
            objectID: try row.guid("object_id"),
            name: try row.text("name"),
            secret: SecretHash(
                scheme: try row.text("secret_scheme"),
                salt: try row.bytes("secret_salt"),
                hash: try row.bytes("secret_hash")
            )
        )
    }
}

extension StoredDataKey {
    init(row: Row) throws {
        self.init(
            id: try row.text("key_id"),
            publisher: PublisherID(stored: try row.text("publisher_id")),
            createdAt: try row.timestamp("created_time"),
            wrapped: SealedBox(keyID: try row.text("master_key_id"), bytes: try row.bytes("wrapped"))
        )
    }
}

extension StoredSigningKey {
    init(row: Row) throws {
        self.init(
            kid: try row.text("kid"),
            createdAt: try row.timestamp("created_time"),
            wrapped: SealedBox(keyID: try row.text("master_key_id"), bytes: try row.bytes("wrapped"))
        )
    }
}
