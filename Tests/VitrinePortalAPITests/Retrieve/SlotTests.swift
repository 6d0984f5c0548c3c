import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 2: slots.
struct SlotTests {
    @Test func `a slot shows what was published into it, and the draft goes on`() async throws {
        try await Portal.with { portal in
            for (title, slot) in [("live", Slot.production), ("shown", .preview)] {
                _ = try await portal.put(.offer, OfferBody.titled(title))
                try await portal.fixture.publish("vm", into: slot)
            }
            _ = try await portal.put(.offer, OfferBody.titled("edited"))
            for (slot, title, version) in [
                ("draft", "edited", 3), ("preview", "shown", 2), ("view", "shown", 2), ("staging", "shown", 2),
                ("production", "live", 1), ("DRAFT", "edited", 3), ("View", "shown", 2), ("Production", "live", 1),
            ] as [(String, String, Int64)] {
                let answer = try await portal.get(.offer + "/slot/" + slot)
                #expect(try answer.json["definition"]?["displayText"]?.string == title, "\(slot)")
                #expect(try answer.json["version"]?.int64 == version, "\(slot)")
            }
        }
    }

    @Test func `preview and its other names answer alike to the byte`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.fixture.publish("vm", into: .preview)
            let preview = try await portal.get(.offer + "/slot/preview")
            for name in ["view", "staging"] {
                let answer = try await portal.get(.offer + "/slot/" + name)
                #expect(answer.body == preview.body)
                #expect(answer.stableHeaders == preview.stableHeaders)
            }
        }
    }

    @Test func `a slot that was never filled is 404, and the message says so`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            for slot in ["preview", "production"] {
                let answer = try await portal.get(.offer + "/slot/" + slot)
                try expect(answer, refused: .slotEmpty)
                #expect(try answer.message == "Nothing stands in the slot '\(slot)' of the offer 'vm' yet.")
            }
            try await portal.fixture.publish("vm", into: .preview)
            #expect(try await portal.get(.offer + "/slot/preview").status == 200)
            try expect(try await portal.get(.offer + "/slot/production"), refused: .slotEmpty)
        }
    }

    @Test(arguments: ["live", "0", "1", "drafts", "draft%20", "draft,preview", "%E2%84%AA", "null"])
    func `an unknown slot is 400, whether the offer exists or not`(slot: String) async throws {
        try await Portal.with { portal in
            try expect(try await portal.get(.offer + "/slot/" + slot), refused: .badRequest)
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try expect(try await portal.get(.offer + "/slot/" + slot), refused: .badRequest)
        }
    }

    @Test func `a frozen version stays as it is, whatever becomes of the draft`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            try await portal.fixture.publish("vm", into: .preview)
            let frozen = try await portal.get(.offer + "/versions/1")
            portal.clock.advance(seconds: 5)
            _ = try await portal.put(.offer, OfferBody.titled("Other"))
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("")))
            let again = try await portal.get(.offer + "/versions/1")
            #expect(again.body == frozen.body)
            #expect(again.stableHeaders == frozen.stableHeaders)
            #expect(try await portal.get(.offer + "/slot/preview").body == frozen.body)
        }
    }
}
