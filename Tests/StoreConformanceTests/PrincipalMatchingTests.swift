import Testing
import VitrineCore
import VitrineTestKit

struct PrincipalMatchingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let caller: Principal
        let members: [Member]
        let role: Role?

        init(_ application: String?, _ object: String?, _ members: [Member], _ role: Role?) {
            caller = Principal(application: application, object: object)
            self.members = members
            self.role = role
        }

        var testDescription: String {
            let members = members.map { "\($0.kind) \($0.id) \($0.role)" }
            return "app \(caller.application ?? "-"), oid \(caller.object ?? "-") among \(members)"
        }
    }

    static let rows = [
        Row("app", "oid", [], nil),
        Row("app", "oid", [.application("app", .reader)], .reader),
        Row("app", "oid", [.application("oid", .owner)], .owner),
        Row("APP", "OID", [.application("oid", .owner)], .owner),
        Row("app", nil, [.application("app", .contributor)], .contributor),
        Row("app", nil, [.application("oid", .contributor)], nil),
        Row("app", "oid", [.application("app", .reader), .application("oid", .owner)], .owner),
        Row("app", "oid", [.application("app", .owner), .application("oid", .reader)], .owner),
        Row("app", "oid", [.user("oid", .owner)], nil),
        Row("app", "oid", [.user("app", .owner)], nil),
        Row("app", "oid", [.user("oid", .owner), .application("app", .reader)], .reader),
        Row(nil, "oid", [.user("oid", .contributor)], .contributor),
        Row(nil, "OID", [.user("oid", .contributor)], .contributor),
        Row(nil, "oid", [.application("oid", .owner)], nil),
        Row(nil, "oid", [.user("other", .owner)], nil),
        Row(nil, nil, [.user("oid", .owner), .application("oid", .owner)], nil),
        Row("", "", [.user("oid", .owner), .application("oid", .owner)], nil),
        Row("app\u{0}x", nil, [.application("app", .owner)], nil),
        Row("app\u{0}x", "oid\u{0}x", [.application("oid", .owner), .user("oid", .owner)], nil),
        Row(nil, "oid\u{0}", [.user("oid", .owner)], nil),
        Row("%", "_", [.user("oid", .owner), .application("oid", .owner)], nil),
    ]

    @Test(arguments: Backend.allCases, rows)
    func `a principal has the strongest role of the members that it is`(on backend: Backend, row: Row) async throws {
        try await backend.withContoso { store in
            for member in row.members { try await store.set(member) }
            for publisher in [PublisherID.contoso, PublisherID(stored: "CONTOSO")] {
                #expect(try await store.role(of: row.caller, in: publisher) == row.role)
            }
            #expect(try await store.role(of: row.caller, in: .fabrikam) == nil)
            #expect(try await store.role(of: row.caller, in: PublisherID(stored: "nobody")) == nil)
            let expected: [Publisher] = row.role == nil ? [] : [.fixture()]
            #expect(try await store.publishers(of: row.caller) == expected)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a caller's publishers are those with any role, once each, ordered by key`(on backend: Backend) async throws {
        try await backend.withStore { store in
            for name in ["zoo", "Alpha", "beta", "hidden"] {
                let id = PublisherID(stored: name)
                try await store.add(Publisher.fixture(id))
                guard name != "hidden" else { continue }
                try await store.set(.application("app", .reader, in: id))
                try await store.set(.application("oid", .owner, in: id))
            }
            let caller = Principal.application("app", object: "oid")
            #expect(try await store.publishers(of: caller).map(\.id.text) == ["Alpha", "beta", "zoo"])
            #expect(try await store.publishers(of: .application("stranger")).isEmpty)
        }
    }
}
