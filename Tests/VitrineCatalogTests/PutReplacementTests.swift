import ExactJSON
import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

struct PutReplacementTests {
    @Test func `a draft is replaced, later than before though the clock stands still`() async throws {
        try await CatalogRoom.with { room in
            let first = try await room.put(definition: #"{"displayText":"one"}"#).snapshot
            let second = try await room.put(definition: #"{"displayText":"two"}"#)
            #expect(second.word == "replaced unconditionally")
            #expect(second.snapshot.changedTime > first.changedTime)
            #expect(second.snapshot.entityTag != first.entityTag)
            #expect(second.snapshot.version == 1)
            #expect(second.snapshot.offer.guid == first.offer.guid)
            #expect(second.snapshot == (try await room.store.found(.fixture("Web"))))
        }
    }

    @Test func `a replacement is unconditional unless If-Match guards it`() async throws {
        try await CatalogRoom.with { room in
            let tag = try await room.put(definition: "{}").snapshot.entityTag
            let guarded = WritePrecondition(ifMatch: .tags([tag]))
            #expect(try await room.put(definition: #"{"a":1}"#, if: guarded).word == "replaced")
            #expect(
                try await room.put(definition: #"{"a":2}"#, if: WritePrecondition(ifMatch: .any)).word == "replaced"
            )
            let otherwise = WritePrecondition(ifNoneMatch: .tags([tag]))
            #expect(try await room.put(definition: #"{"a":3}"#, if: otherwise).word == "replaced unconditionally")
        }
    }

    @Test(arguments: [
        #"{"displayText":"x","offer":{"n":1.0}}"#, #" {"displayText" : "x", "offer":{"n": 1.0} } "#,
        #"{"displayText":"\u0078","offer":{"n":1.0}}"#,
    ])
    func `content that equals what is stored changes nothing`(definition: String) async throws {
        try await CatalogRoom.with { room in
            let first = try await room.put(definition: #"{"displayText":"x","offer":{"n":1.0}}"#).snapshot
            room.clock.advance(seconds: 60)
            let mark = try await room.store.mark()
            let again = try await room.put(definition: definition)
            #expect(again.word == "unchanged")
            #expect(again.snapshot == first)
            #expect(try await room.store.mark() == mark)
        }
    }

    @Test(arguments: [
        #"{"displayText":"x","offer":{"n":1}}"#, #"{"offer":{"n":1.0},"displayText":"x"}"#, #"{"displayText":"x"}"#,
        #"{"displayText":"X","offer":{"n":1.0}}"#, #"{"displayText":"x","offer":{"n":1.0},"y":null}"#,
    ])
    func `content that differs by a digit or an order is replaced`(definition: String) async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: #"{"displayText":"x","offer":{"n":1.0}}"#)
            let again = try await room.put(definition: definition)
            #expect(again.word == "replaced unconditionally")
            #expect(again.definition == definition)
        }
    }

    @Test func `an offer is found by its GUID in the path, in the body, in both`() async throws {
        try await CatalogRoom.with { room in
            let guid = try await room.put(definition: "{}").snapshot.offer.guid.description
            for (number, (path, body)) in [("Web", guid), (guid, "web"), (guid.uppercased(), guid)].enumerated() {
                let outcome = try await room.put(
                    #"{"id":"\#(body)","offerTypeId":"made-up","definition":{"a":\#(number)}}"#,
                    as: path
                )
                #expect(outcome.word == "replaced unconditionally")
                #expect(outcome.snapshot.offer.id.text == "Web")
            }
            #expect(try await room.catalog.list(type: nil, after: nil, limit: 10, by: room.permit).count == 1)
        }
    }

    @Test func `an offer's type need not be said again, and can't be changed`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: "{}")
            #expect(try await room.put(#"{"definition":{"a":1}}"#).snapshot.offer.type.rawValue == "made-up")
            #expect(try await room.put(#"{"offerTypeId":null,"definition":{"a":2}}"#).definition == #"{"a":2}"#)
            let refusal = await #expect(throws: Refusal.self) {
                try await room.put(#"{"offerTypeId":"other","definition":{}}"#)
            }
            #expect(refusal?.code == .badRequest)
            #expect(refusal?.target?.description == "/offerTypeId")
            #expect(try await room.definition() == #"{"a":2}"#)
        }
    }

    @Test func `a PUT after a freeze changes the draft and never the frozen version`() async throws {
        try await CatalogRoom.with { room in
            let first = try await room.put(definition: #"{"offer":{"token":"old"}}"#).snapshot
            try await room.store.freeze(.fixture("Web"))
            let tag = WritePrecondition(ifMatch: .tags([first.entityTag]))
            let second = try await room.put(definition: #"{"offer":{"token":"new"},"a":1}"#, if: tag)
            #expect(second.snapshot.version == 2)
            #expect(try await room.store.found(.fixture("Web"), .version(1)).definition == first.definition)
        }
    }
}
