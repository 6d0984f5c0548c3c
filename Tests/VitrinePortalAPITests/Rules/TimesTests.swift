import ExactJSON
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 1, "times".
struct TimesTests {
    @Test func `a time has seven fraction digits and a Z`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, OfferBody.titled("A"))
            let time = try #require(try answer.json["changedTime"]?.string)
            #expect(time == "2024-05-01T10:00:00.0000000Z")
            portal.clock.advance(seconds: 86_399)
            let later = try await portal.put(.offer, OfferBody.titled("B"), as: .token(try await portal.freshToken()))
            #expect(try later.json["changedTime"]?.string == "2024-05-02T09:59:59.0000000Z")
        }
    }

    @Test func `changes in one instant have times of their own`() async throws {
        try await Portal.with { portal in
            var times: [String] = []
            for number in 0..<10 {
                let answer = try await portal.put(.offer, OfferBody.titled("\(number)"))
                times.append(try #require(try answer.json["changedTime"]?.string))
            }
            #expect(times == times.sorted())
            #expect(Set(times).count == 10)
            #expect(times.last == "2024-05-01T10:00:00.0000009Z")
        }
    }

    @Test func `times go on when the clock is set back`() async throws {
        try await Portal.with { portal in
            let first = try await portal.put(.offer, OfferBody.titled("A"))
            portal.clock.advance(seconds: -50)
            let second = try await portal.put(.offer, OfferBody.titled("B"))
            #expect(try second.json["changedTime"]?.string == "2024-05-01T10:00:00.0000001Z")
            #expect(first.eTag != second.eTag)
        }
    }

    @Test func `a publish takes times of its own, too`() async throws {
        try await Portal.with { portal in
            var tags = [try await portal.put(.offer, OfferBody.titled("A")).eTag]
            try await portal.fixture.publish("vm", into: .preview)
            tags.append(try await portal.get(.offer).eTag)
            try await portal.fixture.setStatus(.running, of: "vm")
            tags.append(try await portal.get(.offer).eTag)
            tags.append(try await portal.put(.offer, OfferBody.titled("B")).eTag)
            #expect(Set(tags).count == 4)
        }
    }
}

extension Portal {
    /// An owner's token that is good now, for tests that move the clock far.
    func freshToken() async throws -> String { try await fixture.token(.owner) }
}
