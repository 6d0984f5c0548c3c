import ExactJSON
import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

/// Where several things are wrong with a PUT, the first of the documented order is told.
struct RefusalOrderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let body: String
        let code: Refusal.Code
        let target: String?
        let words: String

        /// `words`: something that the message says.
        init(_ body: String, _ code: Refusal.Code = .badRequest, at target: String?, _ words: String) {
            self.body = body
            self.code = code
            self.target = target
            self.words = words
        }

        var testDescription: String { body }
    }

    /// Each row mends the first fault of the row before it.
    static let rows = [
        Row("{not json", at: nil, "Line 1"),
        Row(#"["publisherId"]"#, at: "", "must be a JSON object"),
        Row(#"{"publisherId":"fabrikam","id":7,"offerTypeId":7}"#, at: "/publisherId", "not the publisher of the path"),
        Row(#"{"publisherId":"contoso","id":7,"offerTypeId":7}"#, at: "/id", "must be a string"),
        Row(#"{"id":"other","offerTypeId":7}"#, at: "/offerTypeId", "must be a string"),
        Row(#"{"id":"other","offerTypeId":"unknown"}"#, at: "/definition", "no definition"),
        Row(#"{"id":"other","offerTypeId":"unknown","definition":[]}"#, at: "/offerTypeId", "no such offer type"),
        Row(#"{"id":"other","offerTypeId":"other","definition":[]}"#, at: "/definition", "must be an object"),
        Row(
            #"{"id":"other","offerTypeId":"other","definition":{"plans":{}}}"#,
            at: "/definition/plans",
            "must be an array"
        ),
        Row(#"{"id":"other","offerTypeId":"other","definition":{}}"#, .preconditionFailed, at: nil, "datetime"),
    ]

    @Test(arguments: rows)
    func `of an offer that is there, with a stale tag`(row: Row) async throws {
        try await CatalogRoom.with { room in
            let stale = try await room.put(definition: "{}").snapshot.entityTag
            let before = try await room.put(definition: #"{"a":1}"#).snapshot
            let precondition = WritePrecondition(ifMatch: .tags([stale]))
            let refusal = await #expect(throws: Refusal.self) { try await room.put(row.body, if: precondition) }
            Self.expect(refusal, row)
            #expect(try await room.store.found(.fixture("Web")) == before)
        }
    }

    @Test func `then, with a good tag, another id before another type`() async throws {
        try await CatalogRoom.with { room in
            let good = WritePrecondition(ifMatch: .tags([try await room.put(definition: "{}").snapshot.entityTag]))
            let rows = [
                Row(#"{"id":"other","offerTypeId":"other","definition":{}}"#, at: "/id", "not the offer of the path"),
                Row(#"{"id":"Web","offerTypeId":"other","definition":{}}"#, at: "/offerTypeId", "can't be changed"),
            ]
            for row in rows {
                let refusal = await #expect(throws: Refusal.self) { try await room.put(row.body, if: good) }
                Self.expect(refusal, row)
            }
        }
    }

    @Test func `of an offer that isn't there: type, precondition, the name's rule, the body's id`() async throws {
        try await CatalogRoom.with { room in
            let tag = WritePrecondition(ifMatch: .tags([EntityTag(.fixture)]))
            let rows: [(Row, String, WritePrecondition)] = [
                (Row(#"{"id":"x","definition":{}}"#, at: "/offerTypeId", "needs an offerTypeId"), "a b", tag),
                (
                    Row(#"{"id":"x","offerTypeId":"Made-Up","definition":{}}"#, at: "/offerTypeId", "no such"), "a b",
                    tag
                ),
                (
                    Row(
                        #"{"id":"x","offerTypeId":"made-up","definition":{}}"#,
                        .preconditionFailed,
                        at: nil,
                        "If-Match can't name"
                    ), "a b", tag
                ),
                (
                    Row(#"{"id":"x","offerTypeId":"made-up","definition":{}}"#, at: nil, "A new offer id has"), "a b",
                    WritePrecondition()
                ),
                (
                    Row(#"{"id":"x","offerTypeId":"made-up","definition":{}}"#, at: "/id", "not the offer of the path"),
                    "Web", WritePrecondition()
                ),
            ]
            for (row, id, precondition) in rows {
                let refusal = await #expect(throws: Refusal.self) {
                    try await room.put(row.body, as: id, if: precondition)
                }
                Self.expect(refusal, row)
            }
            let listed = try await room.catalog.list(type: nil, after: nil, limit: 10, by: room.permit)
            #expect(listed.isEmpty)
        }
    }

    @Test func `where the profile requires If-Match, an offer that is there is refused without`() async throws {
        try await CatalogRoom.with(profile: .documented) { room in
            try await room.put(definition: "{}")
            let refusal = await #expect(throws: Refusal.self) {
                try await room.put(#"{"id":"other","offerTypeId":"other","definition":{}}"#)
            }
            #expect(refusal?.code == .ifMatchRequired)
        }
    }

    /// A body's id that is some GUID isn't that of an offer which has none yet.
    @Test func `a new offer can't be named by a GUID in the body`() async throws {
        try await CatalogRoom.with { room in
            let body = #"{"id":"\#(GUID.random())","offerTypeId":"made-up","definition":{}}"#
            let refusal = await #expect(throws: Refusal.self) { try await room.put(body) }
            #expect(refusal?.target?.description == "/id")
        }
    }

    private static func expect(_ refusal: Refusal?, _ row: Row) {
        #expect(refusal?.code == row.code)
        #expect(refusal?.target?.description == row.target)
        #expect(refusal?.message.contains(row.words) == true, "\(refusal?.message ?? "")")
    }
}
