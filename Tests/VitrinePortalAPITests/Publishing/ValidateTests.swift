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
        @Sendable func table(_ account: String) -> String {
            OfferBody.table("DefaultEndpointsProtocol=https;AccountName=\(account);AccountKey=secret") + ","
        }
        try await Portal.with { portal in
            _ = try await portal.put(.offer, SampleOffer.body(offer: lead + table("contoso")))
            func complains(_ members: String) async throws -> Bool {
                let body = SampleOffer.body(offer: lead + members)
                let answer = try await portal.post(Self.validate, body, as: .role(.reader))
                #expect(!answer.text.contains("secret"))
                return answer.text.contains("connectionString")
            }
            #expect(try await !complains(""))
            #expect(try await complains(#""microsoft-azure-marketplace.tableLeadConfiguration":null,"#))
            #expect(try await !complains(table("fabrikam")))
            #expect(try await complains(table("No Account")))
            _ = try await portal.put(.offer, SampleOffer.body(offer: lead + table("No Account")))
            #expect(try await complains(""))
            let stored = try await portal.post(Self.validate, as: .role(.reader))
            #expect(stored.text.contains("It is hidden; it must have the form ^DefaultEndpointsProtocol=https;"))
            #expect(!stored.text.contains("No Account"))
        }
    }

    @Test func `two offers of a publisher aren't published with one address; the first has it until it gives it up`()
        async throws
    {
        let other = "/api/publishers/contoso/offers/other"
        try await Portal.with { portal in
            _ = try await portal.put(.offer, SampleOffer.body(slug: "Web"))
            _ = try await portal.put(other, SampleOffer.body(slug: "web"))
            func found() async throws -> [String] {
                let stored = try await portal.post(other + "/validate", as: .role(.reader)).json
                let sent = try await portal.post(other + "/validate", SampleOffer.body(slug: "wEB"), as: .role(.reader))
                let codes = try [stored, sent.json].map { $0["findings"]?.elements.compactMap { $0["code"]?.string } }
                #expect(codes[0] == codes[1])
                return codes[0] ?? []
            }
            // Drafts may be alike.
            #expect(try await found() == [])
            let publish = try await portal.post(.offer + "/publish")
            #expect(publish.status == 202)
            #expect(try await found() == ["Taken"])
            let refused = try await portal.post(other + "/publish")
            try expect(refused, refused: .validationFailed)
            let detail = try refused.json["error"]?["details"]?[0]
            #expect(
                detail?["target"]?.string
                    == "/definition/offer/microsoft-azure-marketplace.offerMarketingUrlIdentifier"
            )
            let message = detail?["message"]?.string ?? ""
            #expect(message.hasPrefix("'web' is what the offer 'vm' is published with"), "\(message)")
            // Its own next version has the same.
            try await portal.fixture.work()
            _ = try await portal.put(.offer, SampleOffer.body(displayText: "B", slug: "web"))
            #expect(try await portal.post(.offer + "/publish").status == 202)
            _ = try await portal.post(.offer + "/cancel")
            try await portal.fixture.work()
            // The first preview stands again, and has it; another value gives it up.
            #expect(try await found() == ["Taken"])
            _ = try await portal.put(.offer, SampleOffer.body(displayText: "C", slug: "shop"))
            #expect(try await portal.post(.offer + "/publish").status == 202)
            try await portal.fixture.work()
            #expect(try await found() == [])
            #expect(try await portal.post(other + "/publish").status == 202)
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
