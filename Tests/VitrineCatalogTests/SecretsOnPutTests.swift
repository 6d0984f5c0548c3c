import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

/// Source: wire contract, section 3, "Secrets on PUT".
struct SecretsOnPutTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let token: String
        let stored: String?
        let effect: String

        init(_ token: String, stored: String?, _ effect: String) {
            self.token = token
            self.stored = stored
            self.effect = effect
        }

        var testDescription: String { token.isEmpty ? "left out" : token }
    }

    static let rows = [
        Row(#""token":"new""#, stored: #""new""#, "replaced unconditionally"),
        Row(#""token":"old""#, stored: #""old""#, "unchanged"),
        Row(#""token":"\u006fld""#, stored: #""\u006fld""#, "replaced unconditionally"),
        Row(#""token":{"a":[1.0]}"#, stored: #"{"a":[1.0]}"#, "replaced unconditionally"),
        Row(#""token":false"#, stored: "false", "replaced unconditionally"),
        Row("", stored: #""old""#, "unchanged"),
        Row(#""token":"*********""#, stored: #""old""#, "unchanged"),
        Row(#""token":"********""#, stored: #""********""#, "replaced unconditionally"),
        Row(#""token":null"#, stored: nil, "replaced unconditionally"),
        Row(#""token":"""#, stored: nil, "replaced unconditionally"),
    ]

    @Test(arguments: rows)
    func `a secret is set, kept or cleared`(row: Row) async throws {
        try await CatalogRoom.with { room in
            let before = try await room.put(definition: #"{"offer":{"token":"old"}}"#).snapshot
            let outcome = try await room.put(definition: #"{"offer":{\#(row.token)}}"#)
            #expect(outcome.word == row.effect)
            #expect(outcome.definition == #"{"offer":{}}"#)
            #expect(try await room.secrets()["/offer/token"] == row.stored)
            #expect(outcome.snapshot.secretFields == (row.stored == nil ? "" : "/definition/offer/token"))
            #expect((outcome.snapshot.entityTag == before.entityTag) == (row.effect == "unchanged"))
        }
    }

    @Test(arguments: [#""token":"*********""#, #""token":null"#, #""token":"""#, ""])
    func `where there is no secret, keeping or clearing makes none`(token: String) async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: #"{"offer":{\#(token)}}"#)
            #expect(try await room.secrets().isEmpty)
            #expect(try await room.put(definition: #"{"offer":{\#(token)}}"#).word == "unchanged")
        }
    }

    @Test func `GET, edit, PUT loses nothing`() async throws {
        try await CatalogRoom.with { room in
            let sent =
                #"{"offer":{"token":"t","leads":{"label":"l","key":"k"}},"plans":[{"planId":"a","password":"p"}]}"#
            let read = try await room.put(definition: sent).definition
            let secrets = try await room.secrets()
            #expect(
                secrets == ["/offer/token": #""t""#, "/offer/leads/key": #""k""#, "/plans/planId=a/password": #""p""#]
            )
            #expect(read == #"{"offer":{"leads":{"label":"l"}},"plans":[{"planId":"a"}]}"#)
            #expect(try await room.put(definition: read).word == "unchanged")
            let edited = read.replacing("\"l\"", with: "\"m\"")
            #expect(try await room.put(definition: edited).word == "replaced unconditionally")
            #expect(try await room.secrets() == secrets)
            #expect(try await room.put(definition: sent.replacing("\"l\"", with: "\"m\"")).word == "unchanged")
        }
    }

    @Test func `members of a closed object are cleared one by one, or all with it`() async throws {
        try await CatalogRoom.with { room in
            let all = #"{"offer":{"leads":{"a":"1","b":"2","label":"l"}}}"#
            try await room.put(definition: all)
            try await room.put(definition: #"{"offer":{"leads":{"a":null}}}"#)
            #expect(try await room.secrets() == ["/offer/leads/b": #""2""#])
            try await room.put(definition: #"{"offer":{}}"#)
            #expect(try await room.secrets() == ["/offer/leads/b": #""2""#])
            try await room.put(definition: all)
            #expect(try await room.put(definition: #"{"offer":{"leads":null}}"#).snapshot.secretFields == "")
            #expect(try await room.secrets().isEmpty)
            try await room.put(definition: all)
            try await room.put(definition: #"{"offer":{"leads":""}}"#)
            #expect(try await room.secrets().isEmpty)
        }
    }

    @Test func `a closed object that is a plain value is one secret, the same again changes nothing`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: #"{"offer":{"leads":{"a":"1"}}}"#)
            let plain = #"{"offer":{"leads":"all in one"}}"#
            #expect(try await room.put(definition: plain).word == "replaced unconditionally")
            #expect(try await room.secrets() == ["/offer/leads": #""all in one""#])
            #expect(try await room.put(definition: plain).word == "unchanged")
            #expect(try await room.put(definition: #"{"offer":{"leads":"*********"}}"#).word == "unchanged")
            try await room.put(definition: #"{"offer":{"leads":{"b":"2"}}}"#)
            #expect(try await room.secrets() == ["/offer/leads/b": #""2""#])
        }
    }

    /// Names in a closed object are the client's.
    @Test(arguments: ["a\\u0000b", "", "/", "~", "a=b", "é", "e\\u0301", " ", "\\\"", "planId=a"])
    func `a secret of any name is kept and found again`(name: String) async throws {
        try await CatalogRoom.with { room in
            let definition = #"{"offer":{"leads":{"\#(name)":"1","other":"2","a\u0000c":"3"}}}"#
            try await room.put(definition: definition)
            #expect(try await room.secrets().count == 3)
            #expect(try await room.put(definition: definition).word == "unchanged")
            #expect(
                try await room.put(definition: #"{"offer":{"leads":{"\#(name)":null}}}"#).word
                    == "replaced unconditionally"
            )
            #expect(try await room.secrets().count == 2)
        }
    }

    @Test func `no secret is in clear in anything that reads give`() async throws {
        try await CatalogRoom.with { room in
            let outcome = try await room.put(
                definition:
                    #"{"displayText":"d","offer":{"token":"hush","Token":"hush"},"plans":[{"planId":"a","password":"hush"}]}"#
            )
            try await room.store.freeze(.fixture("Web"))
            let frozen = try await room.catalog.retrieve(OfferID(stored: "Web"), .version(1), by: room.permit)
            let listed = try await room.catalog.list(type: nil, after: nil, limit: 10, by: room.permit)
            for text in ["\(outcome)", "\(frozen)", "\(listed)", outcome.definition] { #expect(!text.contains("hush")) }
        }
    }
}
