import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrineTestKit

/// How often a validation looks at places of a document grows in line with the document.
struct LinearTimeTests {
    @Test func `each plan more takes as many looks as the one before`() throws {
        let type = try #require(
            try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: "microsoft-azure-virtualmachines")]
        )
        try Self.expectLine { count in
            let text = SampleOffer.definition(plans: (0..<count).map { "plan-\($0)" })
            return try Self.findings(text, type)
        }
    }

    /// A plan that asks about the offer, or about all plans, gets the answer that the plan before it got.
    @Test func `plans that ask about all plans don't look at all of them each`() throws {
        let type = try #require(
            try OfferTypeRegistry(files: [RegistryFile("asking.json", Array(Self.asking.utf8))]).types.first
        )
        try Self.expectLine { count in
            let plans = (0..<count).map { _ in #"{"b":1}"# }.joined(separator: ",")
            return try Self.findings(#"{"offer":{"a":1},"plans":[\#(plans)]}"#, type)
        }
    }

    private static func expectLine(_ findings: (Int) throws -> Findings) throws {
        let counts = try [100, 200, 300].map { try findings($0).placeCount }
        #expect(counts[0] > 100)
        #expect(counts[2] - counts[1] == counts[1] - counts[0])
    }

    private static func findings(_ text: String, _ type: OfferType) throws -> Findings {
        let document = ValidatedDocument(try JSONDocument(parsing: Array(text.utf8)).root, secrets: [])
        return type.findings(in: document, live: document, at: .fixture)
    }

    private static let asking = """
        {
          "format": 1, "kind": "type", "id": "asking", "displayName": "Asking", "version": 1,
          "modules": [], "guards": [], "arrays": [], "closedObjects": [], "secrets": [],
          "sets": [
            {"name": "all", "level": "plan", "discriminator": {"key": "anyPlan:a", "present": false},
              "unless": {"key": "offer:a", "equals": 2}, "requires": ["anyPlan:b", "offer:a"],
              "severity": "error", "message": "It asks."}
          ],
          "fields": [
            {"key": "a", "level": "offer", "type": "integer", "required": "no", "secret": false, "evidence": "V",
              "rule": {"kind": "integer", "required": "never"}},
            {"key": "a", "level": "plan", "type": "integer", "required": "no", "secret": false, "evidence": "V",
              "rule": {"kind": "integer", "required": {"when": {"key": "anyPlan:a", "present": true}}}},
            {"key": "b", "level": "plan", "type": "integer", "required": "no", "secret": false, "evidence": "V",
              "rule": {"kind": "integer", "required": "never"}}
          ]
        }
        """
}
