import Testing
import VitrinePrices

/// What is wrong inside of a sheet: each with its code and its cell.
struct SpreadsheetFindingsTests {
    @Test(
        arguments: [
            (.text("1.50"), "NotANumber"), (.text("free"), "NotANumber"), (.text("$1"), "NotANumber"),
            (.number("NaN"), "NotANumber"), (.number("INF"), "NotANumber"), (.number("1,5"), "NotANumber"),
            (.number("0x1"), "NotANumber"), (.number("1 000"), "NotANumber"),
            (.number(String(repeating: "1", count: 300)), "NotANumber"),
            (.raw("<v>1</v>", attributes: "t=\"b\""), "NotANumber"),
            (.raw("<v>2019-01-01</v>", attributes: "t=\"d\""), "NotANumber"),
            (.raw("<v>1</v>", attributes: "t=\"new\""), "NotANumber"),
            (.number("-1"), "NegativePrice"), (.number("-0.01"), "NegativePrice"), (.number("-1e300"), "NegativePrice"),
            (.number("1.005"), "TooManyDecimals"), (.number("0.001"), "TooManyDecimals"),
            (.number("1e-9"), "TooManyDecimals"), (.number("1e-300"), "TooManyDecimals"),
            (.number("1000000000.01"), "PriceTooLarge"), (.number("1e300"), "PriceTooLarge"),
            (.number("1E+999999999999999999"), "PriceTooLarge"),
            (.raw("<v>#DIV/0!</v>", attributes: "t=\"e\""), "ErrorValue"),
            (.formula("A1*2", value: "2"), "Formula"), (.formula("", value: "2"), "Formula"),
            (.raw("<f>\"x\"</f><v>x</v>", attributes: "t=\"str\""), "Formula"),
            (.raw("<f t=\"shared\" si=\"0\"/><v>1</v>"), "Formula"),
            (.raw("<v>1</v><f>1</f>"), "Formula"),
        ] as [(TestCell, String)]
    )
    func `a cell that is no price is a finding`(cell: TestCell, code: String) throws {
        let workbook = TestWorkbook([["Region", "1core", "2core"], ["US", .number("1"), cell]])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices!C2 \(code)"])
    }

    @Test(arguments: [
        ("JP", "1.5", false), ("JP", "2", true), ("KR", "0.1", false), ("CH", "1.55", true), ("CH", "1.555", false),
    ])
    func `an amount has no more digits than its currency`(region: String, price: String, isFine: Bool) throws {
        let workbook = TestWorkbook([["Region", "1core"], [.text(region), .number(price)]])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == (isFine ? [] : ["Prices!B2 TooManyDecimals"]))
    }

    @Test func `the cells that an array formula fills are formulas too`() throws {
        let array = TestCell.raw("<f t=\"array\" ref=\"B2:B3\">C2:C3*2</f><v>2</v>")
        let workbook = TestWorkbook([
            ["Region", "1core"], ["US", array], ["CH", .number("4")], ["DE", .number("4")],
        ])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices!B2 Formula", "Prices!B3 Formula"])
    }

    @Test(
        arguments: [
            ([], ["Prices HeaderMissing"]),
            ([["1core", "2core"], [.number("1"), .number("2")]], ["Prices HeaderMissing"]),
            ([["Region", "1core"]], ["Prices RowsMissing"]),
            ([["Region", "Currency"], ["US", "USD"]], ["Prices PriceColumnsMissing", "Prices!A2 RowWithoutPrices"]),
            (
                [["Region", "3core"], ["US", .number("1")]],
                ["Prices!B1 UnknownCoreSize", "Prices PriceColumnsMissing", "Prices!A2 RowWithoutPrices"]
            ),
            ([["Region", "1core", "4 core"], ["US", .number("1"), .number("1")]], ["Prices!C1 UnknownCoreSize"]),
            ([["Region", "1core", "Discount"], ["US", .number("1"), .number("1")]], ["Prices!C1 UnknownColumn"]),
            ([["Region", "1core", .number("2")], ["US", .number("1"), .number("1")]], ["Prices!C1 UnknownColumn"]),
            ([["Region", "1core", .formula("B1", value: "x")], ["US", .number("1")]], ["Prices!C1 Formula"]),
            ([["Region", "1core", "1CORE"], ["US", .number("1"), .number("1")]], ["Prices!C1 DuplicateColumn"]),
            (
                [["Region", "Market", "1core"], ["US", "US", .number("1")]],
                ["Prices!B1 DuplicateColumn", "Prices!B2 CellWithoutHeader"]
            ),
            ([["Region", "1core"], ["US", .number("1"), .number("2")]], ["Prices!C2 CellWithoutHeader"]),
        ] as [([[TestCell]], [String])]
    )
    func `a header that can't be understood is a finding`(rows: [[TestCell]], expected: [String]) throws {
        let findings = try PriceSpreadsheet.findings(in: TestWorkbook(rows).bytes)
        #expect(findings == expected)
    }

    @Test(
        arguments: [
            (["XX", .empty, .number("1")], "Prices!A2 UnknownRegion"),
            (["USA", .empty, .number("1")], "Prices!A2 UnknownRegion"),
            (["United States", .empty, .number("1")], "Prices!A2 UnknownRegion"),
            ([.number("1"), .empty, .number("1")], "Prices!A2 UnknownRegion"),
            ([.formula("\"US\"", value: "US"), .empty, .number("1")], "Prices!A2 Formula"),
            ([.empty, "USD", .number("1")], "Prices!A2 RegionMissing"),
            (["US", "EUR", .number("1")], "Prices!B2 WrongCurrency"),
            (["US", "XYZ", .number("1")], "Prices!B2 UnknownCurrency"),
            (["US", "dollars", .number("1")], "Prices!B2 UnknownCurrency"),
            (["US", .number("1"), .number("1")], "Prices!B2 UnknownCurrency"),
            (["US", .formula("B1", value: "USD"), .number("1")], "Prices!B2 Formula"),
            (["CN", .empty, .number("1")], "Prices!A2 RegionWithoutCurrency"),
            (["US", "USD", .empty], "Prices!A2 RowWithoutPrices"),
        ] as [([TestCell], String)]
    )
    func `a row that can't be understood is a finding`(row: [TestCell], expected: String) throws {
        let workbook = TestWorkbook([["Region", "Currency", "1core"], row, ["CH", "CHF", .number("1")]])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == [expected])
    }

    @Test func `a region has one row`() throws {
        let workbook = TestWorkbook([
            ["Region", "1core"], ["US", .number("1")], ["CH", .number("2")], ["us", .number("1")],
            ["US", .number("3")],
        ])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices!A4 DuplicateRegion", "Prices!A5 DuplicateRegion"])
    }

    @Test(arguments: [
        ("B2:C2", ["Prices!B2 MergedCells"]), ("A1:A2", ["Prices!A1 MergedCells"]),
        ("A2:A3", ["Prices!A2 MergedCells"]),
        ("E1:F9", []), ("D2:E2", []),
    ])
    func `merged cells are refused where prices are read`(range: String, expected: [String]) throws {
        let workbook = TestWorkbook(
            [
                ["Region", "1core", "2core", "Notes"], ["US", .number("1"), .number("1"), "note"],
                ["CH", .number("1")],
            ],
            after: "<mergeCells count=\"1\"><mergeCell ref=\"\(range)\"/></mergeCells>"
        )
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == expected)
    }

    @Test func `a title over the table may be merged`() throws {
        let workbook = TestWorkbook(
            [["Prices of 2019"], ["Region", "1core"], ["US", .number("1")]],
            after: "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>"
        )
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings.isEmpty)
    }

    @Test func `everything that is wrong is said at once, in reading order, with sentences`() throws {
        let workbook = TestWorkbook(
            [
                ["Region", "1core", "5core", "2core"], ["XX", .number("-1"), .empty, "?"], ["US", .number("1")],
                ["JP", .number("1.5")],
            ],
            named: "My prices"
        )
        let findings = try #require(throws: PriceFindings.self) { try PriceSpreadsheet(workbook.bytes) }
        #expect(
            findings.all.map(\.description) == [
                "'My prices'!C1: '5core' is no core size. Write one such as sharedcore, 1core or 16core.",
                "'My prices'!A2: 'XX' is no region that offers are sold in. Write its two letters, such as CH.",
                "'My prices'!B2: A price can't be negative; write 0 or more.",
                "'My prices'!D2: The cell holds the text '?'. Write the price as a number, without currency or spaces.",
                "'My prices'!B4: An amount in JPY has no digits after the point, and this one has 1. Round it.",
            ]
        )
        #expect(findings.isComplete)
    }

    @Test func `no more findings are reported than the limits allow, and it is said that there are more`() throws {
        let rows = (0..<50).map { _ in [TestCell.text("XX"), .number("-1")] }
        var limits = SpreadsheetLimits.standard
        limits.maximumFindings = 7
        let findings = try #require(throws: PriceFindings.self) {
            try PriceSpreadsheet(TestWorkbook([["Region", "1core"]] + rows).bytes, limits: limits)
        }
        #expect(findings.all.count == 7)
        #expect(!findings.isComplete)
    }

    @Test func `what is quoted is short, and has nothing that hides other text`() throws {
        let name = "A\u{202E}B" + String(repeating: "x", count: 200)
        let findings = try #require(throws: PriceFindings.self) {
            try PriceSpreadsheet(TestWorkbook([["Region", "1core"], [.text(name), .number("1")]]).bytes)
        }
        let message = try #require(findings.all.first?.message)
        #expect(message.hasPrefix("'A\u{FFFD}B\(String(repeating: "x", count: 37))…' is no region"))
    }

    @Test(arguments: [
        ("A1", 1, 1), ("C7", 7, 3), ("Z1", 1, 26), ("AA1", 1, 27), ("AZ10", 10, 52), ("XFD1048576", 1_048_576, 16_384),
    ])
    func `cells are named as spreadsheet programs name them`(text: String, row: Int, column: Int) throws {
        let reference = try #require(CellReference(text))
        #expect(reference == CellReference(row: row, column: column))
        #expect(reference.description == text)
    }

    @Test(arguments: [
        "", "A", "1", "A0", "a1", "1A", "A1B", "XFE1", "A1048577", "AAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999999",
        "A-1", "A1 ",
    ])
    func `what is no cell is none`(text: String) {
        #expect(CellReference(text) == nil)
    }
}
