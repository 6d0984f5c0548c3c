import GRDB
package import VitrineCore

import struct Foundation.Data

extension SQLiteStore: AccessStore {
    package func role(of principal: Principal, in publisher: PublisherID) async throws -> Role? {
        try readers.read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT member_role FROM member m WHERE m.publisher_key = ?1 AND \(Self.isPrincipal)"
            )
            let arguments: StatementArguments = [
                publisher.key, principal.application?.comparable, principal.object?.comparable,
            ]
            return try statement.rows(arguments) { row in
                try row.word("member_role", as: Role.self)
            }.max()
        }
    }

    package func publishers(of principal: Principal) async throws -> [Publisher] {
        try readers.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(PublisherQueries.columns) FROM publisher p
                    WHERE ?1 IS NULL AND p.publisher_key IN (SELECT m.publisher_key FROM member m WHERE \(Self.isPrincipal))
                    ORDER BY p.publisher_key
                    """
            )
            let arguments: StatementArguments = [
                nil, principal.application?.comparable, principal.object?.comparable,
            ]
            return try statement.rows(arguments, Publisher.init(row:))
        }
    }

    package func publisher(_ id: PublisherID) async throws -> Publisher? {
        try readers.read { database in
            try database.cachedStatement(
                sql: "SELECT \(PublisherQueries.columns) FROM publisher p WHERE p.publisher_key = ?"
            ).rows([id.key], Publisher.init(row:)).first
        }
    }

    package func allPublishers() async throws -> [Publisher] {
        try readers.read { database in
            try database.cachedStatement(
                sql: "SELECT \(PublisherQueries.columns) FROM publisher p ORDER BY p.publisher_key"
            ).rows([], Publisher.init(row:))
        }
    }

    package func add(_ publisher: Publisher) async throws {
        try await writer.write { database in
            guard try !PublisherQueries.exists(publisher.id, in: database) else {
                throw Refusal(.alreadyExists, "There is a publisher '\(publisher.id.text)' already.")
            }
            try database.execute(
                literal: """
                    INSERT INTO publisher (publisher_key, publisher_id, name, offer_type_categories, seller_id, migration,
                        contact, version)
                    VALUES (\(publisher.id.key), \(publisher.id.text), \(publisher.name),
                        \(publisher.offerTypeCategories.joined(separator: "\n")), \(publisher.sellerID),
                        \(publisher.migration.rawValue), \(publisher.contact), \(publisher.version))
                    """
            )
        }
    }

    package func setContact(_ contact: String, of publisher: PublisherID) async throws {
        try await writer.write { database in
            try PublisherQueries.require(publisher, in: database)
            try database.execute(
                literal: """
                    UPDATE publisher SET contact = \(contact), version = version + 1
                    WHERE publisher_key = \(publisher.key)
                    """
            )
        }
    }

    package func application(_ clientID: GUID) async throws -> Application? {
        try readers.read { database in
            try database.cachedStatement(
                sql: """
                    SELECT client_id, object_id, name, secret_scheme, secret_salt, secret_hash
                    FROM application WHERE client_id = ?
                    """
            ).rows([clientID.description], Application.init(row:)).first
        }
    }

    package func add(_ application: Application, roles: [Member]) async throws {
        try await writer.write { database in
            let taken = try Int.fetchOne(
                database,
                sql: "SELECT 1 FROM application WHERE client_id = ?",
                arguments: [application.clientID.description]
            )
            guard taken == nil else {
                throw Refusal(.alreadyExists, "There is an application '\(application.clientID)' already.")
            }
            try database.execute(
                literal: """
                    INSERT INTO application (client_id, object_id, name, secret_scheme, secret_salt, secret_hash)
                    VALUES (\(application.clientID.description), \(application.objectID.description),
                        \(application.name), \(application.secret.scheme), \(Data(application.secret.salt)),
                        \(Data(application.secret.hash)))
                    """
            )
            for role in roles { try Self.save(role, in: database) }
        }
    }

    package func set(_ secret: SecretHash, of clientID: GUID) async throws {
        try await writer.write { database in
            try database.execute(
                literal: """
                    UPDATE application
                    SET secret_scheme = \(secret.scheme), secret_salt = \(Data(secret.salt)),
                        secret_hash = \(Data(secret.hash))
                    WHERE client_id = \(clientID.description)
                    """
            )
        }
    }

    package func members(of publisher: PublisherID) async throws -> [Member] {
        try readers.read { database in
            try database.cachedStatement(
                sql: """
                    SELECT kind, member_id, member_role FROM member WHERE publisher_key = ? ORDER BY kind, member_id
                    """
            ).rows([publisher.key]) { row in
                Member(
                    publisher: publisher,
                    kind: try row.word("kind"),
                    id: try row.text("member_id"),
                    role: try row.word("member_role")
                )
            }
        }
    }

    package func set(_ member: Member) async throws {
        try await writer.write { try Self.save(member, in: $0) }
    }

    package func removeMember(kind: Member.Kind, id: String, from publisher: PublisherID) async throws -> Bool {
        try await writer.write { database in
            try database.execute(
                literal: """
                    DELETE FROM member
                    WHERE publisher_key = \(publisher.key) AND kind = \(kind.rawValue) AND member_id = \(id.asciiFolded)
                    """
            )
            return database.changesCount == 1
        }
    }

    private static func save(_ member: Member, in database: Database) throws {
        try PublisherQueries.require(member.publisher, in: database)
        try database.execute(
            literal: """
                INSERT INTO member (publisher_key, kind, member_id, member_role)
                VALUES (\(member.publisher.key), \(member.kind.rawValue), \(member.id), \(member.role.rawValue))
                ON CONFLICT (publisher_key, kind, member_id) DO UPDATE SET member_role = excluded.member_role
                """
        )
    }

    /// Whether a member `m` is the principal of application `?2` and object `?3`: an application by either id, a user by
    /// its object id, and only where no application calls for itself.
    private static let isPrincipal = """
        ((m.kind = 'application' AND ?2 IS NOT NULL AND m.member_id IN (?2, ?3))
            OR (m.kind = 'user' AND ?2 IS NULL AND m.member_id = ?3))
        """
}
