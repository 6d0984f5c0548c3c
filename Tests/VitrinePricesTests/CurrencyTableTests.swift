import Testing
import VitrinePrices

struct CurrencyTableTests {
    private static let head = #"{"format":1,"kind":"currencies","#

    @Test func `a table gives rates exactly, and minor units`() throws {
        let table = try read(Self.head + #""date":"2020-02-29","base":"USD","rates":{"EUR":"0.8754","JPY":"109.610"}}"#)
        #expect(table.date == "2020-02-29")
        let expected = try ["USD": "1", "EUR": "0.8754", "JPY": "109.61"].map {
            (try #require(CurrencyCode($0.key)), try ExactDecimal(parsing: $0.value))
        }
        #expect(table.rates == Dictionary(uniqueKeysWithValues: expected))
        let minorUnits = ["USD": 2, "EUR": 2, "JPY": 0, "KRW": 0, "KWD": 3, "CLP": 0].map { ($0.key, $0.value) }
        for (name, digits) in minorUnits {
            #expect(table.minorUnits(of: try #require(CurrencyCode(name))) == digits, "\(name)")
        }
    }

    @Test func `an operator's minor units count more than the standard's`() throws {
        let table = try read(
            Self.head + #""date":"2019-01-01","base":"USD","rates":{},"minorUnits":{"USD":4,"HUF":0}}"#
        )
        #expect(table.minorUnits(of: .usDollar) == 4)
        #expect(table.minorUnits(of: try #require(CurrencyCode("HUF"))) == 0)
    }

    @Test func `the regions' currencies without a rate can be asked for`() throws {
        let table = try read(Self.head + #""date":"2019-01-01","base":"USD","rates":{"EUR":"0.8754"}}"#)
        let wanted = ["USD", "JPY", "EUR", "AUD", "JPY"].compactMap { CurrencyCode($0) }
        #expect(table.currenciesWithoutRate(among: wanted).map(\.rawValue) == ["AUD", "JPY"])
        #expect(try CurrencyTable.fixture().currenciesWithoutRate(among: RegionTable.fixture().currencies).isEmpty)
    }

    @Test(arguments: [
        ("nothing", 1, "true, false and null"),
        ("{\n\"format\":2}", 2, "format 1"),
        (head + "\n\"base\":\"USD\",\"rates\":{}}", 1, "'date'"),
        (head + "\n\"date\":\"2019-01-01\",\n\"base\":\"EUR\",\"rates\":{}}", 3, "\"USD\""),
        (head + "\n\"date\":\"2019-02-29\",\n\"base\":\"USD\",\"rates\":{}}", 2, "calendar"),
        (head + "\n\"date\":\"1.1.2019\",\n\"base\":\"USD\",\"rates\":{}}", 2, "calendar"),
        (head + "\n\"date\":\"2019-13-01\",\n\"base\":\"USD\",\"rates\":{}}", 2, "calendar"),
        (head + "\n\"date\":20190101,\n\"base\":\"USD\",\"rates\":{}}", 2, "string"),
        (head + "\"date\":\"2019-01-01\",\"base\":\"USD\",\"rates\":[\n]}", 1, "object"),
        (head + "\"date\":\"2019-01-01\",\"base\":\"USD\",\"rates\":{},\n\"extra\":1}", 2, "'extra'"),
        (rates("\"EUR\":0.8754"), 4, "decimal number in a string"),
        (rates("\"EUR\":\"0,8754\""), 4, "decimal number in a string"),
        (rates("\"EUR\":\"-1\""), 4, "decimal number in a string"),
        (rates("\"EUR\":\"0\""), 4, "above 0"),
        (rates("\"EUR\":\"1000000001\""), 4, "above 0"),
        (rates("\"EUR\":\"0.0000000000000000001\""), 4, "above 0"),
        (rates("\"eur\":\"1\""), 4, "'eur'"),
        (rates("\"USD\":\"2\""), 4, "US dollar"),
        (rates("\"EUR\":\"1\",\n\"EUR\":\"1\""), 5, "second time"),
        (rates("\"EUR\":\"1\"},\"minorUnits\":{\n\"EUR\":9"), 5, "from 0 to 8"),
    ])
    func `an error names the file, the line and what to change`(text: String, line: Int, words: String) throws {
        let error = try #require(throws: TableError.self) { try read(text) }
        #expect(error.file == "rates.json")
        #expect(error.line == line)
        #expect(error.reason.contains(words), "\(error)")
    }

    private static func rates(_ members: String) -> String {
        head + "\n\"date\":\"2019-01-01\",\"base\":\"USD\",\n\"rates\":{\n\(members)}}"
    }

    private func read(_ text: String) throws -> CurrencyTable {
        try CurrencyTable(reading: Array(text.utf8), file: "rates.json")
    }
}
