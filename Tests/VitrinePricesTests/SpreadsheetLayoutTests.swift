import Testing
import VitrinePrices
import VitrineTestKit

struct SpreadsheetLayoutTests {
    @Test func `a region column, a currency column and one column per core size are read`() throws {
        let workbook = TestWorkbook([
            ["Region", "Currency", "sharedcore", "1core", "416core"],
            ["US", "USD", .number("0.5"), .number("1"), .number("400.25")],
            ["JP", "JPY", .number("55"), .number("110"), .number("44000")],
        ])
        let sheet = try PriceSpreadsheet(workbook.bytes)
        #expect(sheet.sheet == "Prices")
        #expect(
            sheet.summary == [
                "JP sharedcore 55 JPY", "JP 1core 110 JPY", "JP 416core 44000 JPY",
                "US sharedcore 0.5 USD", "US 1core 1 USD", "US 416core 400.25 USD",
            ]
        )
    }

    @Test(
        arguments: [
            // Neither the order nor the case of titles matters, nor white space around names.
            [["4CORE", " region ", "Name", "1Core"], [.number("4"), " us ", "United States", .number("1")]],
            [["Country", "1core", "4core", "Notes"], ["us", .number("1"), .number("4"), "cheap"]],
            [["Market", "Currency", "1core", "4core"], ["US", "usd", .number("1"), .number("4")]],
            // What is above the header, and empty rows and columns, are nobody's business.
            [
                ["Our prices for 2019", .formula("TODAY()", value: "43466")], [], ["Region", .empty, "1core", "4core"],
                [.empty, " "],
                ["US", .empty, .number("1"), .number("4")], [.text("\u{A0}"), .empty, .empty, .empty],
            ],
            // Each way to keep a text.
            [
                [
                    .raw("<is><r><rPr><b/></rPr><t>Re</t></r><r><t>gion</t></r></is>", attributes: "t=\"inlineStr\""),
                    .shared(1), .shared(0),
                ],
                [.raw("<v>US</v>", attributes: "t=\"str\""), .number("1"), .number("4")],
            ],
            // Columns that aren't read may hold anything.
            [
                ["Region", "1core", "4core", "Note"],
                ["US", .number("1"), .number("4"), .formula("B2*2", value: "2")],
            ],
            [
                ["Region", "1core", "4core", "Notes"],
                ["US", .number("1"), .number("4"), .raw("<v>1</v>", attributes: "t=\"b\"")],
            ],
        ] as [[[TestCell]]]
    )
    func `these are all the same prices`(rows: [[TestCell]]) throws {
        var workbook = TestWorkbook(rows)
        workbook.strings = ["4core", "1core"]
        #expect(try PriceSpreadsheet(workbook.bytes).summary == ["US 1core 1 USD", "US 4core 4 USD"])
    }

    @Test func `an empty cell is no price for that size in that region`() throws {
        let workbook = TestWorkbook([
            ["Region", "Currency", "1core", "2core"],
            ["US", .empty, .number("1"), .empty],
            ["CH", "CHF", .empty, .number("2")],
        ])
        #expect(try PriceSpreadsheet(workbook.bytes).summary == ["CH 2core 2 CHF", "US 1core 1 USD"])
    }

    @Test(arguments: [
        ("1.5", "1.5"), ("1.50", "1.5"), ("15E-1", "1.5"), ("0.15e+1", "1.5"), ("1.5000000000000002", "1.5"),
        ("0", "0"),
        ("-0", "0"), ("1.1000000000000001", "1.1"), ("0.28999999999999998", "0.29"), ("2.9999999999999996", "3"),
        ("1E3", "1000"), (" 7 ", "7"), ("1000000000", "1000000000"), ("0.070000000000000007", "0.07"), ("1e-2", "0.01"),
        ("999999999.99000001", "999999999.99"),
    ])
    func `a number is the one that its author saw, however it is spelled`(text: String, expected: String) throws {
        let workbook = TestWorkbook([["Region", "1core"], ["US", .number(text)]])
        #expect(try PriceSpreadsheet(workbook.bytes).summary == ["US 1core \(expected) USD"])
    }

    @Test func `cells and rows without a reference follow the one before`() throws {
        let xml = """
            <worksheet xmlns="\(TestWorkbook.mainNamespace)"><sheetData>
            <row><c t="inlineStr"><is><t>Region</t></is></c><c r="C1" t="inlineStr"><is><t>1core</t></is></c></row>
            <row r="4"><c t="inlineStr"><is><t>US</t></is></c><c/><c><v>1</v></c></row>
            </sheetData></worksheet>
            """
        #expect(try PriceSpreadsheet(TestWorkbook(sheets: [.init("Prices", xml)]).bytes).summary == ["US 1core 1 USD"])
    }

    @Test func `prefixes, CDATA, other namespaces and pronunciation hints don't confuse`() throws {
        let xml = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <x:worksheet xmlns:x="\(TestWorkbook.mainNamespace)" xmlns:o="urn:other"><o:sheetData><o:row r="9"/></o:sheetData>
            <x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>
            <x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t><![CDATA[US]]></x:t><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c>
            <x:c r="B2"><x:v>1<o:v>5</o:v></x:v></x:c></x:row></x:sheetData></x:worksheet>
            """
        var workbook = TestWorkbook(sheets: [.init("P&amp;L prices", xml)])
        workbook.replaced["xl/sharedStrings.xml"] = """
            <sst xmlns="\(TestWorkbook.mainNamespace)"><si><r><t>Reg</t></r><r><t>ion</t></r><rPh><t>no</t></rPh></si>
            <si><t xml:space="preserve"> 1core </t></si></sst>
            """
        let sheet = try PriceSpreadsheet(workbook.bytes)
        #expect(sheet.sheet == "P&L prices")
        #expect(sheet.summary == ["US 1core 1 USD"])
    }

    @Test func `the sheet is the one named after prices, else the first that can be seen`() throws {
        let table = { (price: String) in TestWorkbook.sheet([["Region", "1core"], ["US", .number(price)]]) }
        let other = TestWorkbook.sheet([["Nothing"]])
        let cases: [(sheets: [TestWorkbook.Sheet], expected: String)] = [
            ([.init("Read me", other), .init("VM Pricing 2019", table("1"))], "VM Pricing 2019"),
            ([.init("Sheet1", table("1")), .init("Sheet2", other)], "Sheet1"),
            ([.init("Hidden", other, state: "hidden"), .init("Sheet2", table("1"))], "Sheet2"),
            ([.init("Old prices", other, state: "veryHidden"), .init("Prices", table("1"))], "Prices"),
            ([.init("Price chart", other, kind: "chartsheet"), .init("Sheet2", table("1"))], "Sheet2"),
        ]
        for (sheets, expected) in cases {
            let sheet = try PriceSpreadsheet(TestWorkbook(sheets: sheets).bytes)
            #expect(sheet.sheet == expected)
            #expect(sheet.summary == ["US 1core 1 USD"])
        }
    }

    @Test func `parts may be anywhere in the archive, as long as the relationships say where`() throws {
        var workbook = TestWorkbook([["Region", "1core"], ["US", .number("1")]])
        let sheet = workbook.sheets[0].xml
        workbook.replaced["xl/worksheets/sheet1.xml"] = .some(nil)
        workbook.added.append(ZipWriter.Entry("Other/Sheet.XML", sheet))
        for target in ["/Other/sheet.xml", "../other/./Sheet.xml", "worksheets/../../Other/Sheet.XML"] {
            workbook.replaced["xl/_rels/workbook.xml.rels"] = """
                <Relationships xmlns="urn:r"><Relationship Id="rId1" Type="x/worksheet" Target="\(target)"/></Relationships>
                """
            #expect(try PriceSpreadsheet(workbook.bytes).summary == ["US 1core 1 USD"], "\(target)")
        }
    }

    @Test func `the legacy section has the legacy currencies`() throws {
        let workbook = TestWorkbook([["Region", "Currency", "1core"], ["PL", "PLN", .number("3.75")]])
        #expect(try PriceSpreadsheet(workbook.bytes, of: .legacy).summary == ["PL 1core 3.75 PLN"])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices!B2 WrongCurrency"])
    }

    @Test func `all 141 regions with all 25 sizes are read`() throws {
        let regions = try RegionTable.fixture().regions.filter { $0.currency != nil }
        let prices = CoreSize.all.map { TestCell.number(String($0.cores)) }
        let header = CoreSize.all.map { TestCell.text($0.name) }
        let rows = [["Region"] + header] + regions.map { [TestCell.text($0.code.rawValue)] + prices }
        let sheet = try PriceSpreadsheet(TestWorkbook(rows).bytes)
        #expect(sheet.prices.byRegion.count == 141)
        #expect(sheet.prices.byRegion.values.allSatisfy { $0.amounts.count == 25 })
    }
}
