import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 2: versions.
struct VersionTests {
    @Test(arguments: [
        "0", "-1", "-0", "+1", "00", "abc", "1.0", "1e0", "0x1", "1%20", "%201", "1,2", "draft", "%D9%A1",
        "9223372036854775808", "18446744073709551617", "111111111111111111111111111111",
    ])
    func `what is no positive integer is 400, whether the offer exists or not`(version: String) async throws {
        try await Portal.with { portal in
            let path = .offer + "/versions/" + version
            try expect(try await portal.get(path), refused: .badRequest)
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let answer = try await portal.get(path)
            try expect(answer, refused: .badRequest)
            #expect(try answer.message == "A version is a positive integer.")
        }
    }

    @Test(arguments: ["2", "9223372036854775807"])
    func `a version that isn't there is 404, and the message says which`(version: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let answer = try await portal.get(.offer + "/versions/" + version)
            try expect(answer, refused: .versionNotFound)
            #expect(try answer.message == "The offer 'vm' has no version \(version).")
        }
    }

    @Test func `of an offer that isn't there, the message names the offer`() async throws {
        try await Portal.with { portal in
            for path in ["", "/versions/1", "/slot/draft", "/slot/preview"] {
                let answer = try await portal.get(.offer + path)
                try expect(answer, refused: .offerNotFound, "\(path)")
                #expect(try answer.message == "The publisher 'contoso' has no offer 'vm'.", "\(path)")
            }
        }
    }

    @Test func `versions count up by one with each publish and are never reused`() async throws {
        try await Portal.with { portal in
            var seen: [Int64] = []
            for number in 1...4 {
                _ = try await portal.put(.offer, OfferBody.titled("\(number)"))
                seen.append(try #require(try await portal.get(.offer).json["version"]?.int64))
                try await portal.fixture.publish("vm", into: number.isMultiple(of: 2) ? .production : .preview)
            }
            #expect(seen == [1, 2, 3, 4])
            for number in 1...4 {
                let answer = try await portal.get(.offer + "/versions/\(number)")
                #expect(try answer.json["definition"]?["displayText"]?.string == "\(number)")
            }
            #expect(try await portal.get(.offer).json["version"]?.int64 == 5)
        }
    }

    @Test func `a PUT changes the draft and leaves its number`() async throws {
        try await Portal.with { portal in
            for title in ["A", "B", "C"] {
                #expect(try await portal.put(.offer, OfferBody.titled(title)).member("version") == "1")
            }
            _ = try await portal.get(.offer)
        }
    }
}
