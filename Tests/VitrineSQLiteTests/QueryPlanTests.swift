import GRDB
import GRDBSQLite
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// What requests ask for all the time is found by an index.
struct QueryPlanTests {
    @Test func `no statement of a request scans a table`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                try await store.add(StoredDataKey.fixture("key-1"), onlyIfNone: true)
            }
            ConnectionSpy.watch(file.directory)
            try await file.withStore { try await Self.doWhatRequestsDo(in: $0) }

            let statements = ConnectionSpy.statements(in: file.directory).filter { sql in
                ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) } && !sql.contains("grdb_")
                    && !sql.contains("sqlite_")
            }
            #expect(statements.count > 20)
            for sql in statements {
                let plan = try file.raw { try $0.plan(of: sql) }
                // The installation's one row.
                let scans = plan.filter { $0.hasPrefix("SCAN") && $0 != "SCAN installation" }
                #expect(scans == [], "\(sql)")
            }
        }
    }

    @Test func `a page of a list begins at its place in the index`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { try await $0.add(Publisher.fixture()) }
            ConnectionSpy.watch(file.directory)
            try await file.withStore { store in
                _ = try await store.offers(of: .contoso, type: nil, after: OfferID(stored: "m"), limit: 10)
            }
            let list = ConnectionSpy.statements(in: file.directory).filter { $0.contains("ORDER BY o.offer_key") }
            let sql = try #require(list.first)
            let plan = try file.raw { try $0.plan(of: sql) }
            #expect(plan.contains { $0.contains("publisher_key=? AND offer_key>?") })
            #expect(!plan.contains { $0.contains("TEMP B-TREE") })
        }
    }

    private static func doWhatRequestsDo(in store: SQLiteStore) async throws {
        let secret = SealedSecret(path: SecretPath("/offer/a"), pointer: nil, value: .fixture("key-1"))
        let guid = try await store.put(.fixture(), .fixture(secrets: [secret])).offer.guid.description
        try await store.put(.fixture(), .fixture("again"))
        try await store.freeze(.fixture())
        try await store.place(1, in: .preview, of: .fixture())
        for name in [OfferName.fixture(), .fixture(guid), .fixture("missing"), .fixture(of: .fabrikam)] {
            for selector in [OfferSelector.slot(.draft), .slot(.preview), .slot(.production), .version(1)] {
                _ = try await store.offer(name, selector)
            }
        }
        let claim = OfferClaim(field: "slug", value: "web", isBinding: true)
        _ = try await store.holders(of: [claim], besides: .fixture())
        _ = try await store.secrets(of: .fixture(), .version(1))
        try await store.put(.fixture("deleted"))
        try await store.delete(.fixture("deleted"))
        let type = OfferTypeID(rawValue: "microsoft-azure-virtualmachines")
        _ = try await store.offers(of: .contoso, type: type, after: OfferID(stored: "a"), limit: 10)
        _ = try await store.role(of: .application("a", object: "b"), in: .contoso)
        _ = try await store.publishers(of: .application("a", object: "b"))
        _ = try await store.publisher(.contoso)
        _ = try await store.application(.random())
        _ = try await store.dataKeys(of: .contoso)
        _ = try await store.members(of: .contoso)
        _ = try await store.mark()
    }
}

extension Database {
    /// The lines of a statement's query plan. Parameters have no values, as when a statement is prepared.
    fileprivate func plan(of sql: String) throws -> [String] {
        let statement = try makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
        let arguments = StatementArguments(
            Array(repeating: Int?.none, count: Int(sqlite3_bind_parameter_count(statement.sqliteStatement)))
        )
        return try Row.fetchAll(statement, arguments: arguments).map { $0["detail"] }
    }
}
