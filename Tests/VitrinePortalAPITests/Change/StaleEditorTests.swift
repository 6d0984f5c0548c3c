import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 3: `If-Match` asks whether the draft's content has changed since the tag's time.
struct StaleEditorTests {
    @Test func `a publish that moves on meanwhile leaves an editor's tag good`() async throws {
        try await Portal.with { portal in
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            portal.clock.advance(seconds: 1)
            try await portal.fixture.setStatus(.running, of: "vm")
            try await portal.fixture.publish("vm", into: .preview)
            try await portal.fixture.setStatus(.succeeded, of: "vm")
            let answer = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
            #expect(answer.status == 200)
            #expect(try answer.member("version") == "2")
            #expect(try await portal.get(.offer + "/versions/1").definition?.contains("\"A\"") == true)
        }
    }

    @Test func `every tag since the last edit is good, the ones before it are not`() async throws {
        try await Portal.with { portal in
            let old = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            var good = [try #require(try await portal.put(.offer, OfferBody.titled("B")).eTag)]
            try await portal.fixture.publish("vm", into: .preview)
            good.append(try #require(try await portal.get(.offer).eTag))
            good.append(try #require(try await portal.get(.offer + "/slot/preview").eTag))
            good.append(try #require(try await portal.get(.offer + "/versions/1").eTag))
            let refused = try await portal.put(.offer, OfferBody.titled("C"), as: .role(.owner), [.ifMatch: old])
            try expect(refused, refused: .preconditionFailed)
            for tag in good {
                // Equal content: nothing is written, so that each tag meets the same offer.
                let answer = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `two editors: the second is told, reads again and gets through`() async throws {
        try await Portal.with { portal in
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            let first = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
            let second = try await portal.put(.offer, OfferBody.titled("C"), as: .role(.owner), [.ifMatch: tag])
            try expect(second, refused: .preconditionFailed)
            #expect(try second.message?.contains(first.eTag ?? "none") == true)
            let fresh = try #require(try await portal.get(.offer).eTag)
            let third = try await portal.put(.offer, OfferBody.titled("C"), as: .role(.owner), [.ifMatch: fresh])
            #expect(third.status == 200)
        }
    }

    @Test(arguments: [
        "W/\"datetime'2024-05-01T10%3A00%3A00.0000001Z'\"", "W/\"datetime'9999-12-31T23%3A59%3A59.9999999Z'\"",
    ])
    func `a tag from the future never matches`(tag: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let put = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
            try expect(put, refused: .preconditionFailed)
            let delete = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: tag])
            try expect(delete, refused: .preconditionFailed)
        }
    }

    @Test(arguments: [
        "", "x", "\"\"", "W/", "W/\"\"", "\"datetime''\"", "W/\"datetime'2024-05-01'\"",
        "datetime'2024-05-01T10%3A00%3A00.0000000Z'",
        "W/\"datetime'2024-05-01T10%3A00%3A00.0000000'\"", "W/\"datetime'2024-05-01T10%3A00%3A00.00000000Z'\"",
        "W/\"datetime'2024-13-01T10%3A00%3A00.0000000Z'\"", "W/\"datetime'2024-05-01T10%253A00%253A00.0000000Z'\"",
        "\"*\"", "**", "*, *",
    ])
    func `a text that is no tag of ours never matches`(tag: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let put = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
            try expect(put, refused: .preconditionFailed)
            let delete = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: tag])
            try expect(delete, refused: .preconditionFailed)
        }
    }

    @Test func `a tag of another offer is no tag of this one`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            portal.clock.advance(seconds: 1)
            let tag = try #require(try await portal.put(.offers + "/other", OfferBody.titled("A")).eTag)
            let answer = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: tag])
            try expect(answer, refused: .preconditionFailed)
        }
    }
}
