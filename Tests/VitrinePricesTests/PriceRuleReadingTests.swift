import ExactJSON
import Testing
import VitrinePrices

struct PriceRuleReadingTests {
    @Test func `a price per core is read with every digit`() throws {
        let rule = try read(#"{"isByol":false,"coreMultiplier":{"currency":"USD","single":0.016666666666666666}}"#)
        #expect(rule == .perCore(try ExactDecimal(parsing: "0.016666666666666666")))
        #expect(
            try read(#"{"coreMultiplier":{"single":1e-2,"individually":null}}"#)
                == .perCore(try ExactDecimal(parsing: "0.01"))
        )
    }

    @Test func `prices by core size are read, and needn't be there for each`() throws {
        let rule = try read(#"{"coreMultiplier":{"individually":{"sharedcore":1,"16core":4.0,"416core":30}}}"#)
        let sizes = try ["sharedcore", "16core", "416core"].map { try #require(CoreSize(named: $0)) }
        #expect(rule == .perCoreSize([sizes[0]: .one, sizes[1]: ExactDecimal(4), sizes[2]: ExactDecimal(30)]))
    }

    @Test func `prices by region are read`() throws {
        let rule = try read(#"{"regionPrices":{"US":{"1core":1.5},"JP":{"1core":164,"2core":328}}}"#)
        guard case .perRegion(let regions) = rule else {
            Issue.record("\(rule)")
            return
        }
        #expect(regions.mapValues(\.count) == [try #require(Region.Code("US")): 1, try #require(Region.Code("JP")): 2])
    }

    @Test func `evaluated prices beside a core multiplier don't count`() throws {
        let rule = try read(#"{"coreMultiplier":{"single":1},"regionPrices":{"US":{"1core":99}}}"#)
        #expect(rule == .perCore(.one))
    }

    @Test func `there are the reference's 25 core sizes, each after the smaller ones`() {
        let names = """
            sharedcore 1core 2core 4core 6core 8core 10core 12core 16core 20core 24core 32core 36core 40core 44core \
            48core 60core 64core 72core 80core 96core 120core 128core 208core 416core
            """
        #expect(CoreSize.all.map(\.name).joined(separator: " ") == names)
        #expect(CoreSize.all == CoreSize.all.sorted())
        #expect(CoreSize.all.map(\.cores) == CoreSize.all.map(\.cores).sorted())
        #expect(CoreSize(named: "sharedcore")?.cores == 1)
        #expect(CoreSize(named: "3core") == nil)
    }

    @Test(arguments: [
        (#"{}"#, [" PriceRuleMissing"]),
        (#"{"coreMultiplier":{}}"#, ["/coreMultiplier PriceRuleMissing"]),
        (#"{"coreMultiplier":7}"#, ["/coreMultiplier PriceRuleMissing"]),
        (#"{"coreMultiplier":{"single":1,"individually":{"1core":1}}}"#, ["/coreMultiplier SeveralPriceRules"]),
        (#"{"coreMultiplier":{"single":"1"}}"#, ["/coreMultiplier/single NotANumber"]),
        (#"{"coreMultiplier":{"single":-1}}"#, ["/coreMultiplier/single NegativePrice"]),
        (#"{"coreMultiplier":{"single":1e10}}"#, ["/coreMultiplier/single PriceTooLarge"]),
        (#"{"coreMultiplier":{"single":1e400}}"#, ["/coreMultiplier/single PriceTooLarge"]),
        (#"{"coreMultiplier":{"single":1e-21}}"#, ["/coreMultiplier/single TooManyDecimals"]),
        (#"{"coreMultiplier":{"single":1e-400}}"#, ["/coreMultiplier/single TooManyDecimals"]),
        (#"{"coreMultiplier":{"single":1,"currency":"EUR"}}"#, ["/coreMultiplier/currency WrongCurrency"]),
        (#"{"coreMultiplier":{"individually":{}}}"#, ["/coreMultiplier/individually PricesMissing"]),
        (#"{"coreMultiplier":{"individually":[1]}}"#, ["/coreMultiplier/individually NotAnObject"]),
        (
            #"{"coreMultiplier":{"individually":{"3core":1,"4Core":1,"1core":null,"2core":-2}}}"#,
            [
                "/coreMultiplier/individually/3core UnknownCoreSize",
                "/coreMultiplier/individually/4Core UnknownCoreSize",
                "/coreMultiplier/individually/1core NotANumber", "/coreMultiplier/individually/2core NegativePrice",
            ]
        ),
        (
            #"{"regionPrices":{"us":{"1core":1},"CH":1,"DE":{"1core":true}}}"#,
            [
                "/regionPrices/us UnknownRegion", "/regionPrices/CH NotAnObject", "/regionPrices/DE/1core NotANumber",
            ]
        ),
    ])
    func `each finding names its place`(text: String, expected: [String]) throws {
        let findings = try #require(throws: PriceFindings.self) { try read(text) }
        #expect(findings.summary == expected)
    }

    @Test func `a price in quotation marks is told what it is`() throws {
        let findings = try #require(throws: PriceFindings.self) { try read(#"{"coreMultiplier":{"single":"1"}}"#) }
        #expect(findings.all.map(\.message) == ["Write the price as a number, without quotation marks."])
    }

    private func read(_ text: String) throws -> PriceRule {
        try PriceRule(reading: JSONDocument(parsing: Array(text.utf8)).root)
    }
}
