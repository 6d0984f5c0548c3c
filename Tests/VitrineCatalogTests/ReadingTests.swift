import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

struct ReadingTests {
    @Test func `what isn't there is refused by its kind, the message naming it`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: "{}")
            let rows: [(String, OfferSelector, Refusal.Code, String)] = [
                ("gone", .slot(.draft), .offerNotFound, "'gone'"), ("gone", .version(1), .offerNotFound, "'gone'"),
                ("Web", .version(2), .versionNotFound, "version 2"),
                ("Web", .version(-1), .versionNotFound, "version -1"),
                ("Web", .slot(.preview), .slotEmpty, "'preview'"),
                ("Web", .slot(.production), .slotEmpty, "'production'"),
            ]
            for (id, selector, code, words) in rows {
                let refusal = await #expect(throws: Refusal.self) {
                    try await room.catalog.retrieve(OfferID(stored: id), selector, by: room.permit)
                }
                #expect(refusal?.code == code)
                #expect(refusal?.message.contains(words) == true)
            }
        }
    }

    @Test func `every state is retrieved as it stands`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: #"{"a":1}"#)
            try await room.store.freeze(.fixture("Web"))
            try await room.store.place(1, in: .preview, of: .fixture("Web"))
            try await room.put(definition: #"{"a":2}"#)
            for (selector, text) in [
                (OfferSelector.slot(.preview), #"{"a":1}"#), (.version(1), #"{"a":1}"#), (.slot(.draft), #"{"a":2}"#),
            ] {
                let found = try await room.catalog.retrieve(OfferID(stored: "web"), selector, by: room.permit)
                #expect(String(decoding: found.definition, as: UTF8.self) == text)
            }
        }
    }

    @Test func `a permit reads its own namespace alone`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(definition: "{}")
            let theirs = try await CatalogRoom.permit(in: .fabrikam, of: room.store)
            let refusal = await #expect(throws: Refusal.self) {
                try await room.catalog.retrieve(OfferID(stored: "Web"), .slot(.draft), by: theirs)
            }
            #expect(refusal?.code == .offerNotFound)
            #expect(try await room.catalog.list(type: nil, after: nil, limit: 10, by: theirs).isEmpty)
            #expect(try await room.catalog.publisher(by: theirs).id == .fabrikam)
        }
    }

    @Test func `a list has at most as many lines as asked for, up to the largest page`() async throws {
        try await CatalogRoom.with { room in
            for number in 0..<12 {
                try await room.put(definition: #"{"displayText":"\#(number)"}"#, as: "web-\(10 + number)")
            }
            try await room.put(#"{"offerTypeId":"other","definition":{}}"#, as: "zoo")
            for (limit, count) in [(1, 1), (12, 12), (13, 13), (Catalog.largestPage, 13)] {
                #expect(
                    try await room.catalog.list(type: nil, after: nil, limit: limit, by: room.permit).count == count
                )
            }
            let other = OfferTypeID(rawValue: "other")
            let lines = try await room.catalog.list(type: other, after: nil, limit: 10, by: room.permit)
            #expect(lines.map(\.offer.id.text) == ["zoo"])
            let after = OfferID(stored: "WEB-19")
            let rest = try await room.catalog.list(type: nil, after: after, limit: 10, by: room.permit)
            #expect(rest.map(\.offer.id.text) == ["web-20", "web-21", "zoo"])
            #expect(rest[0].displayText == Array(#""10""#.utf8))
        }
    }

    @Test func `a caller's publishers are those with a role`() async throws {
        try await CatalogRoom.with { room in
            let publishers = try await room.catalog.publishers(of: CatalogRoom.owner)
            #expect(publishers.map(\.id) == [.contoso, .fabrikam])
            #expect(try await room.catalog.publishers(of: .application("stranger")).isEmpty)
        }
    }
}
