import ExactJSON
import Foundation
import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// What plans cost: given, derived, and read from a workbook.
@Suite(.timeLimit(.minutes(15))) struct PriceTests {
    @Test func `a price per core is derived for each region, exactly, in its currency`() async throws {
        try await Portal.with { portal in
            let pricing = #"{"isByol":false,"coreMultiplier":{"currency":"USD","single":0.1}}"#
            _ = try await portal.put(.offer, Self.body(pricing, #"["US","CH","JP"]"#))
            let answer = try await portal.get(.offer + "/slot/draft/prices")
            let plan = try #require(try answer.json[0])
            #expect(plan["planId"]?.string == "a")
            #expect(plan["section"]?.string == "virtualMachinePricing")
            #expect(plan["currencyDate"]?.string == "2019-01-01")
            let regions = try #require(plan["regions"])
            func price(_ region: String, _ size: String) -> String? {
                regions[region]?["prices"]?[size].map { String(decoding: $0.text, as: UTF8.self) }
            }
            #expect(regions["CH"]?["currency"]?.string == "CHF")
            // 0.1 × 16 × 0.9817 = 1.57072, and 0.1 × 109.60 = 10.96: a yen has no digits after the point.
            #expect(price("US", "16core") == "1.6" && price("CH", "16core") == "1.57" && price("JP", "1core") == "11")
            #expect(plan["findings"]?.count == 0)
        }
    }

    @Test func `prices by region are held against the regions that are sold`() async throws {
        try await Portal.with { portal in
            let pricing = #"{"isByol":false,"regionPrices":{"US":{"1core":0.555},"JP":{"1core":5}}}"#
            _ = try await portal.put(.offer, Self.body(pricing, #"["US","JP","CH"]"#))
            let findings = try await portal.post(.offer + "/validate", as: .role(.reader)).json["findings"]
            let prices = (findings?.elements.map { $0 } ?? []).filter { $0["code"]?.string == "WrongPrice" }
            #expect(prices.allSatisfy { $0["level"]?.string == "warning" })
            #expect(
                Set(prices.compactMap { $0["target"]?.string }) == [
                    "/definition/plans/0/virtualMachinePricing/regionPrices/US/1core",
                    "/definition/plans/0/virtualMachinePricing/regionPrices/CH",
                ]
            )
            let plan = try #require(try await portal.get(.offer + "/slot/draft/prices").json[0])
            #expect(plan["findings"]?.count == 2 && plan["regions"]?.count == 0)
        }
    }

    @Test func `a workbook is fetched and read, and its prices stand beside it until it is sent back`() async throws {
        try await FileRoom.with { room in
            room.files.serve(try await LibreOffice.priceWorkbook(), as: "prices.xlsx")
            let pricing = #"{"isByol":false,"spreadSheetPricing":{"uri":"https://contoso.example/prices.xlsx"}}"#
            let put = try await room.portal.put(.offer, room.here(Self.body(pricing, #"["US","CH"]"#)))
            try await room.fetch()
            let shown = try await room.portal.get(.offer)
            let section = try shown.json["definition"]?["plans"]?[0]?["virtualMachinePricing"]
            #expect(section?["spreadSheetPricing"]?["uri"]?.string?.hasPrefix("https://vitrine.example/") == true)
            let text = section?["regionPrices"].map { String(decoding: $0.text, as: UTF8.self) } ?? ""
            #expect(text.contains(#""CH":{"sharedcore":0.29,"1core":1.1,"4core":4.4}"#), "\(text)")
            let plan = try #require(try await room.portal.get(.offer + "/slot/draft/prices").json[0])
            let amount = plan["regions"]?["US"]?["prices"]?["1core"].map { String(decoding: $0.text, as: UTF8.self) }
            #expect(amount == "1.15")
            let again = try await room.portal.put(.offer, shown.body)
            #expect(again.headers[.eTag] == put.headers[.eTag])
        }
    }

    @Test func `a workbook with something wrong in it ends the publish, with the cell`() async throws {
        try await FileRoom.with { room in
            room.files.serve(Array("Region,1core\nUS,1\n".utf8), as: "prices.xlsx")
            let pricing = #"{"isByol":false,"spreadSheetPricing":{"uri":"https://contoso.example/prices.xlsx"}}"#
            _ = try await room.portal.put(.offer, room.here(Self.body(pricing, #"["US"]"#)))
            try await room.publishWithFiles()
            #expect(try await room.portal.status() == "failed")
            let messages = try await room.messages()
            let place = "/definition/plans/0/virtualMachinePricing/spreadSheetPricing/uri: "
            #expect(messages.contains { $0.hasPrefix(place + "The file must be an .xlsx workbook") }, "\(messages)")
            let plan = try #require(try await room.portal.get(.offer + "/slot/draft/prices").json[0])
            #expect(plan["findings"]?.count == 1)
        }
    }

    /// The sample offer with these prices of its plan.
    private static func body(_ pricing: String, _ regions: String) -> String {
        SampleOffer.body().replacing(#"{"isByol":true,"freeTrialDurationInMonths":0}"#, with: pricing)
            .replacing(#""regions":["US"]"#, with: #""regions":"# + regions)
    }
}
