import ExactJSON
import Testing
import VitrinePrices
import VitrineTestKit

struct DerivedPricesTests {
    @Test(arguments: [
        // Cores × single × rate, rounded once to the currency's minor units.
        ("US", "sharedcore", "0.13 USD"), ("US", "1core", "0.13 USD"), ("US", "416core", "52 USD"),
        ("CH", "1core", "0.12 CHF"), ("CH", "10core", "1.23 CHF"), ("JP", "1core", "14 JPY"),
        ("JP", "416core", "5700 JPY"),
        ("KR", "1core", "139 KRW"), ("PL", "2core", "0.22 EUR"), ("BR", "4core", "1.94 BRL"), ("AZ", "8core", "1 USD"),
    ])
    func `one price per core becomes a price in each region`(region: String, size: String, expected: String) throws {
        let prices = try derive(.perCore(ExactDecimal(parsing: "0.125")), in: [region])
        #expect(try shown(prices, region, size) == expected)
    }

    @Test func `prices by core size are converted, and sizes without one get none`() throws {
        let rule = try read(#"{"coreMultiplier":{"individually":{"sharedcore":1,"4core":2.5}}}"#)
        let prices = try derive(rule, in: ["JP", "US"])
        #expect(try shown(prices, "JP", "sharedcore") == "110 JPY")
        #expect(try shown(prices, "JP", "4core") == "274 JPY")
        #expect(try shown(prices, "US", "4core") == "2.5 USD")
        #expect(prices.byRegion.values.allSatisfy { $0.amounts.count == 2 })
    }

    @Test func `each section has its own currencies, and a region without one is left out`() throws {
        let rule = PriceRule.perCore(.one)
        let simplified = try derive(rule, in: ["PL", "AZ", "CN"], of: .simplified)
        #expect(try shown(simplified, "PL", "1core") == "0.88 EUR")
        #expect(simplified.byRegion.keys.sorted().map(\.rawValue) == ["AZ", "PL"])
        let legacy = try derive(rule, in: ["PL", "AZ", "CN", "KW"], of: .legacy)
        #expect(try shown(legacy, "PL", "1core") == "3.76 PLN")
        #expect(try shown(legacy, "KW", "1core") == "0.303 KWD")
        #expect(legacy.byRegion.keys.sorted().map(\.rawValue) == ["KW", "PL"])
    }

    @Test func `prices by region are taken as they are, for the regions sold in`() throws {
        let rule = try read(#"{"regionPrices":{"US":{"1core":1.50},"JP":{"1core":164},"DE":{"1core":1}}}"#)
        let prices = try derive(rule, in: ["US", "JP"])
        #expect(try shown(prices, "US", "1core") == "1.5 USD")
        #expect(try shown(prices, "JP", "1core") == "164 JPY")
        #expect(prices.byRegion.count == 2)
    }

    @Test func `a plan that is free costs nothing everywhere`() throws {
        let prices = try derive(
            read(#"{"coreMultiplier":{"single":0}}"#),
            in: RegionTable.fixture().regions.map(\.code.rawValue)
        )
        #expect(prices.byRegion.count == 141)
        #expect(
            prices.byRegion.values.allSatisfy { $0.amounts.count == 25 && $0.amounts.values.allSatisfy { $0 == .zero } }
        )
    }

    @Test(
        arguments: [
            (
                #"{"regionPrices":{"US":{"1core":1.505},"JP":{"1core":1.5}}}"#, ["US", "JP"],
                [
                    "/regionPrices/US/1core TooManyDecimals", "/regionPrices/JP/1core TooManyDecimals",
                ]
            ),
            (#"{"regionPrices":{"US":{"1core":1}}}"#, ["US", "DE"], ["/regionPrices/DE PricesMissing"]),
            (#"{"regionPrices":{"CN":{"1core":1}}}"#, ["CN"], ["/regionPrices/CN RegionWithoutCurrency"]),
            (#"{"regionPrices":{"XX":{"1core":1}}}"#, ["XX"], ["/regionPrices/XX UnknownRegion"]),
            (#"{"coreMultiplier":{"single":1}}"#, ["XX", "US"], ["/coreMultiplier/single UnknownRegion"]),
        ] as [(String, [String], [String])]
    )
    func `what can't be priced is a finding`(text: String, sold: [String], expected: [String]) throws {
        let findings = try #require(throws: PriceFindings.self) { try derive(read(text), in: sold) }
        #expect(findings.summary == expected)
    }

    @Test func `a currency without a rate, and a price beyond 38 digits, are findings`() throws {
        let table = try CurrencyTable(
            reading: Array(#"{"format":1,"kind":"currencies","date":"2019-01-01","base":"USD","rates":{}}"#.utf8),
            file: "rates.json"
        )
        let missing = try #require(throws: PriceFindings.self) { try derive(.perCore(.one), in: ["CH"], table: table) }
        #expect(missing.summary == ["/coreMultiplier/single RateMissing"])
        let huge = try ExactDecimal(parsing: "9e37")
        let large = try #require(throws: PriceFindings.self) { try derive(.perCore(huge), in: ["US"]) }
        #expect(large.summary == ["/coreMultiplier/single PriceTooLarge"])
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a larger machine never costs less, and each price is that of a computation on paper`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let fraction = String(Int.random(in: 0...999_999_999_999, using: &generator))
        let single = "\(Int.random(in: 0...20, using: &generator)).\(fraction)"
        let scheme = CurrencyScheme.allCases[Int(seed % 2)]
        let regions = try RegionTable.fixture(), currencies = try CurrencyTable.fixture()
        let sold = regions.regions.map(\.code.rawValue).shuffled(using: &generator).prefix(12)
        let prices = try derive(.perCore(ExactDecimal(parsing: single)), in: Array(sold), of: scheme)
        for (_, region) in prices.byRegion {
            let rate = try #require(currencies.rates[region.currency])
            let digits = currencies.minorUnits(of: region.currency)
            var smaller = ExactDecimal.zero
            for size in CoreSize.all {
                let amount = try #require(region.amounts[size])
                #expect(amount >= smaller, "\(size) at \(single) in \(region.currency)")
                let dollars = SchoolDecimal(single) * SchoolDecimal(String(size.cores))
                let expected = (dollars * SchoolDecimal(rate.description)).rounded(to: digits)
                #expect(amount.description == expected.description, "\(size) at \(single) in \(region.currency)")
                smaller = amount
            }
        }
    }

    @Test func `the longest price and rate that may be written are never refused for their length`() throws {
        let rate = "999999999.999999999999999999"
        let rates = #""rates":{"CHF":"\#(rate)"},"minorUnits":{"CHF":8}"#
        let table = #"{"format":1,"kind":"currencies","date":"2019-01-01","base":"USD",\#(rates)}"#
        let currencies = try CurrencyTable(reading: Array(table.utf8), file: "rates.json")
        let single = "999999999.99999999999999999999"
        let prices = try derive(read(#"{"coreMultiplier":{"single":\#(single)}}"#), in: ["CH"], table: currencies)
        let expected = (SchoolDecimal(single) * SchoolDecimal("416") * SchoolDecimal(rate)).rounded(to: 8)
        #expect(try shown(prices, "CH", "416core") == expected.description + " CHF")
    }

    private func derive(
        _ rule: PriceRule,
        in sold: [String],
        of scheme: CurrencyScheme = .simplified,
        table: CurrencyTable? = nil
    ) throws -> RegionPrices {
        let codes = try sold.map { try #require(Region.Code($0)) }
        return try rule.prices(in: codes, of: scheme, regions: .fixture(), currencies: table ?? .fixture())
    }

    private func shown(_ prices: RegionPrices, _ region: String, _ size: String) throws -> String {
        let prices = try #require(Region.Code(region).flatMap { prices[$0] })
        let amount = try #require(CoreSize(named: size).flatMap { prices.amounts[$0] })
        return "\(amount) \(prices.currency)"
    }

    private func read(_ text: String) throws -> PriceRule {
        try PriceRule(reading: JSONDocument(parsing: Array(text.utf8)).root)
    }
}
