import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrineTestKit

/// Ours: what stands against a publish, without one.
struct ValidateTests {
    private static let validate = String.offer + "/validate"

    @Test func `a draft is held against its type's rules, and nothing changes`() async throws {
        try await Portal.with { portal in
            let put = try await portal.put(.offer, SampleOffer.body())
            let good = try await portal.post(Self.validate, as: .role(.reader))
            #expect(good.text == #"{"publishable":true,"findings":[],"count":0}"#)
            _ = try await portal.put(.offer, OfferBody.titled(String(repeating: "x", count: 51)))
            let bad = try await portal.post(Self.validate, as: .role(.reader)).json
            #expect(bad["publishable"]?.kind == .false)
            let first = try #require(
                bad["findings"]?.elements.first { $0["target"]?.string == "/definition/displayText" }
            )
            #expect(first["code"]?.string == "TooLong")
            #expect(first["level"]?.string == "error")
            #expect(first["message"]?.string == "It has 51 characters; 50 at most are allowed.")
            #expect(try await portal.get(.offer).eTag != put.eTag)
            #expect(try await portal.submissionStates() == [])
        }
    }

    @Test func `a body is held against them in the draft's place, also where there is no offer`() async throws {
        try await Portal.with { portal in
            let good = try await portal.post(Self.validate, SampleOffer.body(), as: .role(.reader))
            #expect(good.text == #"{"publishable":true,"findings":[],"count":0}"#)
            #expect(try await portal.get(.offer).status == 404)
            try expect(try await portal.post(Self.validate, "{", as: .role(.reader)), refused: .badRequest)
            try expect(try await portal.post(Self.validate, as: .role(.reader)), refused: .offerNotFound)
        }
    }

    @Test func `a document that is looked at on a thread of its own is held against the same rules`() async throws {
        try await Portal.with { portal in
            let plans = (0..<200).map { "plan-\($0)" }
            let body = SampleOffer.body(plans: plans + ["plan-7"])
            #expect(body.utf8.count > 65_536)
            let found = try await portal.post(Self.validate, body, as: .role(.reader)).json
            #expect(
                found["findings"]?.elements.compactMap { $0["target"]?.string } == [
                    "/definition/plans", "/definition/plans/200/planId",
                ]
            )
            _ = try await portal.put(.offer, body)
            try expect(try await portal.post(.offer + "/publish"), refused: .validationFailed)
        }
    }

    @Test func `secrets that are stored count as given, until the body clears them`() async throws {
        let lead = #""microsoft-azure-marketplace.leadDestination":"AzureTable","#
        try await Portal.with { portal in
            _ = try await portal.put(.offer, SampleOffer.body(offer: lead + OfferBody.table("secret") + ","))
            func complains(_ members: String) async throws -> Bool {
                let body = SampleOffer.body(offer: lead + members)
                let answer = try await portal.post(Self.validate, body, as: .role(.reader))
                #expect(!answer.text.contains("secret"))
                return answer.text.contains("connectionString")
            }
            #expect(try await !complains(""))
            #expect(try await complains(#""microsoft-azure-marketplace.tableLeadConfiguration":null,"#))
            #expect(try await !complains(OfferBody.table("another secret") + ","))
        }
    }

    @Test func `a publish refuses what a validation calls an error, with the same words`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let validation = try await portal.post(Self.validate, as: .role(.reader)).json
            let errors = validation["findings"]?.elements.filter { $0["level"]?.string == "error" } ?? []
            let refused = try await portal.post(.offer + "/publish")
            try expect(refused, refused: .validationFailed)
            let details = try refused.json["error"]?["details"]?.elements.map { $0 } ?? []
            #expect(details.map { $0["message"]?.string } == errors.map { $0["message"]?.string })
            #expect(details.map { $0["code"]?.string } == errors.map { $0["code"]?.string })
            #expect(details.count > 10)
        }
    }
}
