import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Documents that only code can write.
struct LargeDocumentTests {
    @Test func `a number of a million digits is kept`() async throws {
        let digits = String(repeating: "1234567890", count: 100_000)
        try await keeps(#"{"displayText":\#(digits),"offer":{"a":-0.\#(digits)e\#(digits)}}"#)
    }

    @Test func `a text of a million letters is kept, under a name of as many`() async throws {
        let letters = String(repeating: "Zürich\\u0000", count: 90_000)
        try await keeps(#"{"offer":{"\#(letters)":"\#(letters)"}}"#)
    }

    @Test func `a document of 20,000 members and plans is kept`() async throws {
        let members = (0..<10_000).map { "\"member-\($0)\": [\($0).0, null, {}]" }.joined(separator: ",\n")
        let plans = (0..<10_000).map { "{\"planId\":\"plan-\($0)\",\"n\":1e\($0)}" }.joined(separator: ", ")
        try await keeps("{\"offer\": {\n\(members)\n}, \"plans\": [\(plans)]}")
    }

    @Test func `a document of nearly the limit is kept`() async throws {
        let filler = String(repeating: "x", count: (8 << 20) - 1_000)
        try await keeps(#"{"offer":{"a":"\#(filler)"}}"#)
    }

    @Test func `a table of 25 core sizes in each of 142 regions is kept`() async throws {
        let sizes = (0..<25).map { "\"\($0)core\":\($0).5000" }.joined(separator: ",")
        let regions = (0..<142).map { "\"R\($0)\":{\(sizes)}" }.joined(separator: ",")
        let plans = (0..<20).map { "{\"planId\":\"p\($0)\",\"virtualMachinePricing\":{\"regionPrices\":{\(regions)}}}" }
        try await keeps("{\"plans\":[\(plans.joined(separator: ","))]}")
    }

    private func keeps(_ definition: String) async throws {
        try await Portal.with { portal in
            let put = try await portal.put(.offer, OfferBody.with(definition: definition))
            try #require(put.status == 200, "\(put.text.prefix(500))")
            let get = try await portal.get(.offer)
            // Compared beforehand: a failure would print megabytes.
            let isSame = try get.definition == definition
            #expect(isSame)
            let again = try await portal.put(.offer, get.body)
            #expect(again.status == 200)
            #expect(again.eTag == get.eTag)
        }
    }
}
