import Testing
import VitrinePrices

struct RegionTableTests {
    @Test func `the portal's regions have the currencies of the reference`() throws {
        let table = try RegionTable.fixture()
        #expect(table.regions.count == 142)
        #expect(table.regions.count { $0.currency(in: .simplified) != nil } == 141)
        #expect(table.regions.count { $0.currency(in: .legacy) != nil } == 88)
        let china = try #require(Region.Code("CN").flatMap { table[$0] })
        #expect(china.currency == nil)
        let poland = try #require(Region.Code("PL").flatMap { table[$0] })
        #expect(poland.name == "Poland")
        #expect(poland.currency(in: .simplified) == CurrencyCode("EUR"))
        #expect(poland.currency(in: .legacy) == CurrencyCode("PLN"))
    }

    @Test(arguments: [
        (#"{"region":"ch","name":"x"}"#, 2, "two capital"),
        ("{\"region\":\"CH\",\n\"currency\":\"CHF\"}", 2, "'name'"),
        ("{\"region\":\"CH\",\"name\":\"x\",\n\"currency\":\"Fr.\"}", 3, "three capital"),
        ("{\"region\":\"CH\",\"name\":\"x\",\n\"colour\":\"red\"}", 3, "'colour'"),
        ("{\"region\":\"CH\",\"name\":\"x\"},\n{\"region\":\"CH\",\"name\":\"x\"}", 3, "already"),
        ("7", 2, "object"),
    ])
    func `an error names the line and what to change`(rows: String, line: Int, words: String) throws {
        let text = "{\"format\":1,\"kind\":\"regions\",\"regions\":[\n\(rows)]}"
        let error = try #require(throws: TableError.self) {
            try RegionTable(reading: Array(text.utf8), file: "regions.json")
        }
        #expect(error.line == line)
        #expect(error.reason.contains(words), "\(error)")
    }

    @Test(arguments: [
        (#"{"format":1,"kind":"regions"}"#, "'regions'"), (#"{"format":1,"kind":"regions","regions":{}}"#, "array"),
        (#"{"format":1,"kind":"cores","regions":[]}"#, "\"regions\""), (#"{"format":1,"regions":[]}"#, "'kind'"),
    ])
    func `what isn't a file of regions is refused`(text: String, words: String) throws {
        let error = try #require(throws: TableError.self) {
            try RegionTable(reading: Array(text.utf8), file: "regions.json")
        }
        #expect(error.reason.contains(words), "\(error)")
    }
}
