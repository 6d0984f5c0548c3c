import GRDB
import VitrineCore

/// Reading publishers.
enum PublisherQueries {
    static let columns = """
        p.publisher_id, p.name, p.offer_type_categories, p.seller_id, p.migration, p.contact, p.version
        """

    static func exists(_ id: PublisherID, in database: Database) throws -> Bool {
        let statement = try database.cachedStatement(sql: "SELECT 1 FROM publisher WHERE publisher_key = ?")
        return try Int.fetchOne(statement, arguments: [id.key]) != nil
    }

    /// - Throws: ``Refusal`` with code `publisherNotFound`.
    static func require(_ id: PublisherID, in database: Database) throws {
        guard try !exists(id, in: database) else { return }
        throw Refusal(.publisherNotFound, "There is no publisher '\(id.text)'.")
    }
}
