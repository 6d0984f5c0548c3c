import Testing
import VitrinePrices
import VitrineTestKit

/// A text that may be megabytes long, shown by its beginning, and what is found wrong with it.
struct HostileText: Sendable, CustomTestStringConvertible {
    let text: String
    let code: String

    init(_ pair: (String, String)) {
        (text, code) = pair
    }

    var testDescription: String { "\(text.prefix(60)) → \(code)" }
}

/// What is wrong with the files inside of the archive.
struct HostilePartTests {
    private static let workbook = TestWorkbook([["Region", "1core"], ["US", .number("1")]])
    private static let sheet = "xl/worksheets/sheet1.xml"

    private static func attributes(_ count: Int, _ name: String) -> String {
        (0..<count).map { "\(name)\($0)=\"urn\"" }.joined(separator: " ")
    }

    private static let lines = """
        <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">\
        <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">
        """

    private static let hostileTexts: [(String, String)] = [
        ("<!DOCTYPE x [\(lines)]><worksheet>&e;</worksheet>", "DocumentType"),
        ("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>", "DocumentType"),
        ("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><worksheet>&y;</worksheet>", "DocumentType"),
        ("<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE worksheet><worksheet/>", "DocumentType"),
        ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet>+ADw-</worksheet>", "NotUtf8"),
        ("<?xml version='1.0' encoding = 'iso-8859-1'?><worksheet/>", "NotUtf8"),
        ("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet/>", "NotUtf8"),
        ("<?xml version=\"1.0\" \(String(repeating: " ", count: 500)) encoding=\"UTF-7\"?><worksheet/>", "NotUtf8"),
        ("<worksheet>\u{0}</worksheet>", "NotUtf8"),
        ("", "MalformedXml"), ("<a>", "MalformedXml"), ("<a/>", "MalformedXml"), ("<a></b>", "MalformedXml"),
        ("hello, world", "MalformedXml"), ("     ", "MalformedXml"), ("<!-- nothing -->", "MalformedXml"),
        ("<worksheet><sheetData>", "MalformedXml"), ("<worksheet/><worksheet/>", "MalformedXml"),
        ("<worksheet>&unknown;</worksheet>", "MalformedXml"), ("<worksheet>&#0;</worksheet>", "MalformedXml"),
        ("<worksheet><?a?></worksheet>", "MalformedXml"), ("<?xml?><worksheet/>", "MalformedXml"),
        ("<?xml-stylesheet?><worksheet/>", "MalformedXml"), ("\u{FEFF}<?xmlx?><worksheet/>", "MalformedXml"),
        ("<worksheet \(attributes(513, "a"))/>", "TooManyAttributes"),
        ("<worksheet><a b=c\"><x \(attributes(200_000, "a"))/></worksheet>", "TooManyAttributes"),
        (
            "<worksheet b='>' \(attributes(513, "a").split(separator: "=").joined(separator: " = "))/>",
            "TooManyAttributes"
        ),
        ("<worksheet \(attributes(257, "xmlns:a"))/>", "TooManyAttributes"),
        ("<worksheet a=\"1\" a=\"2\"/>", "MalformedXml"), ("<x:worksheet/>", "MalformedXml"),
        ("<worksheet>\(String(repeating: "<a>", count: 100_000))", "MalformedXml"),
        (
            "<worksheet>\(String(repeating: "<a>", count: 9_000))\(String(repeating: "</a>", count: 9_000))</worksheet>",
            "MalformedXml"
        ),
    ]

    @Test(arguments: hostileTexts.map(HostileText.init))
    func `XML that no workbook has is refused`(hostile: HostileText) throws {
        for part in [
            Self.sheet, "xl/workbook.xml", "_rels/.rels", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels",
        ] {
            var workbook = Self.workbook
            workbook.replaced[part] = hostile.text
            let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
            #expect(findings == ["\(part) \(hostile.code)"])
        }
    }

    @Test(
        arguments: [
            [0x3C, 0x61, 0xFF, 0x3E, 0x3C], [0x3C, 0x61, 0x20, 0xC3, 0x28, 0x3D, 0x22, 0x22, 0x2F, 0x3E],
            Array("<worksheet>".utf8) + [0xED, 0xA0, 0x80] + Array("</worksheet>".utf8),
            "<worksheet/>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            [0xFF, 0xFE] + "<worksheet/>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            [0xFE, 0xFF] + "<worksheet/>".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        ] as [[UInt8]]
    )
    func `bytes that aren't UTF-8 never reach the parser, which would end the process`(bytes: [UInt8]) throws {
        var workbook = Self.workbook
        workbook.replaced[Self.sheet] = .some(nil)
        workbook.added = [ZipWriter.Entry(Self.sheet, bytes)]
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["\(Self.sheet) NotUtf8"])
    }

    @Test(arguments: [
        ("_rels/.rels", "the spreadsheet WorkbookMissing"), ("xl/workbook.xml", "the spreadsheet WorkbookMissing"),
        ("xl/_rels/workbook.xml.rels", "the spreadsheet WorkbookMissing"), (sheet, "Prices SheetMissing"),
    ])
    func `a workbook without one of its parts is a finding`(part: String, expected: String) throws {
        var workbook = Self.workbook
        workbook.replaced[part] = .some(nil)
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == [expected])
    }

    @Test(arguments: [
        ("../../../etc/passwd", "Prices SheetMissing"), ("/etc/passwd", "Prices SheetMissing"),
        ("http://example.com/sheet.xml", "Prices SheetMissing"), ("", "Prices SheetMissing"),
        ("..", "Prices SheetMissing"), ("../../../xl/worksheets/sheet1.xml", "Prices SheetMissing"),
        ("worksheets/sheet1.xml\" TargetMode=\"External", "the spreadsheet SheetMissing"),
    ])
    func `a relationship can't lead out of the archive`(target: String, expected: String) throws {
        var workbook = Self.workbook
        workbook.replaced["xl/_rels/workbook.xml.rels"] = """
            <Relationships xmlns="urn:r"><Relationship Id="rId1" Type="x/worksheet" Target="\(target)"/></Relationships>
            """
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == [expected])
    }

    @Test func `a workbook that loops back to itself is no workbook`() throws {
        var workbook = Self.workbook
        workbook.replaced["xl/_rels/workbook.xml.rels"] = """
            <Relationships xmlns="urn:r"><Relationship Id="rId1" Type="x/worksheet" Target="workbook.xml"/></Relationships>
            """
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices HeaderMissing"])
    }

    @Test func `several sheets named after prices are refused, and so are none to be seen`() throws {
        let table = Self.workbook.sheets[0].xml
        let cases: [(sheets: [TestWorkbook.Sheet], expected: String)] = [
            ([.init("Prices", table), .init("Old prices", table)], "the spreadsheet SeveralPriceSheets"),
            ([.init("Prices", table, state: "hidden")], "the spreadsheet SheetMissing"),
            ([.init("Prices", table, kind: "chartsheet")], "the spreadsheet SheetMissing"),
            ([], "the spreadsheet SheetMissing"),
        ]
        for (sheets, expected) in cases {
            let findings = try PriceSpreadsheet.findings(in: TestWorkbook(sheets: sheets).bytes)
            #expect(findings == [expected])
        }
    }

    @Test(arguments: [
        "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"-1\"/>",
        "<row r=\"x\"/>",
        "<row r=\"1048577\"/>", "<row r=\"99999999999999999999\"/>", "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"1\"><c r=\"A2\"/></row>",
        "<row r=\"1\"><c r=\"7\"/></row>",
        "<row r=\"1\"><c r=\"XFD1\"/><c/></row>", "<row r=\"1\"><c t=\"s\"><v>1</v></c></row>",
        "<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>", "<row r=\"1\"><c t=\"s\"><v>x</v></c></row>",
        "<row r=\"1\"><c t=\"s\"/></row>", "<row r=\"1\"><c><f t=\"array\" ref=\"B2:A1\"/></c></row>",
        "<row r=\"1\"><c><f t=\"array\" ref=\"::\"/></c></row>", "<row r=\"1\"><c><v>1</v><v>5</v></c></row>",
    ])
    func `rows and cells out of order, or out of this world, are a finding`(rows: String) throws {
        let xml = "<worksheet xmlns=\"\(TestWorkbook.mainNamespace)\"><sheetData>\(rows)</sheetData></worksheet>"
        let workbook = TestWorkbook(sheets: [.init("Prices", xml)])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices MalformedSheet"])
    }

    @Test func `each limit of the sheet is kept, and holds what is just within it`() throws {
        let merge = "<mergeCells><mergeCell ref=\"H1:H2\"/><mergeCell ref=\"H3:H4\"/></mergeCells>"
        var workbook = TestWorkbook(
            [["Region", "1core", "Note"], ["US", .number("1")], [], ["CH", .number("1"), "x"]],
            after: merge
        )
        workbook.strings = ["a", "b", "c"]
        let cases: [(WritableKeyPath<SpreadsheetLimits, Int>, Int, String)] = [
            (\.maximumRows, 3, "Prices TooManyRows"), (\.maximumColumns, 3, "Prices!C1 TooManyColumns"),
            (\.maximumRanges, 2, "Prices TooManyRanges"),
            (\.maximumSharedStrings, 3, "xl/sharedStrings.xml TooManySharedStrings"),
        ]
        for (limit, within, code) in cases {
            var limits = SpreadsheetLimits.standard
            limits[keyPath: limit] = within
            let allowed = try PriceSpreadsheet.findings(in: workbook.bytes, limits: limits)
            #expect(allowed.isEmpty)
            limits[keyPath: limit] = within - 1
            let findings = try PriceSpreadsheet.findings(in: workbook.bytes, limits: limits)
            #expect(findings == [code])
        }
    }

    @Test func `as many attributes and namespaces as any workbook has do no harm`() throws {
        var workbook = Self.workbook
        let attributes = Self.attributes(200, "xmlns:n") + " " + Self.attributes(300, "a")
        let xml = workbook.sheets[0].xml
        workbook.sheets[0].xml = xml.split(separator: "<worksheet").joined().replacing(
            /^/,
            with: "<worksheet \(attributes)"
        )
        workbook.strings = ["class=\"x\" and =========", "<!---->"]
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings.isEmpty)
    }

    @Test func `empty cells that are only formatted don't count, however far away`() throws {
        let rows = (3..<5_000).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\" s=\"1\"/></row>" }.joined()
        var workbook = Self.workbook
        let xml = workbook.sheets[0].xml
        workbook.sheets[0].xml = xml.split(separator: "</sheetData>").joined(separator: rows + "</sheetData>")
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings.isEmpty)
    }

    @Test func `a text of megabytes is cut, and is no name`() throws {
        let long = String(repeating: "é", count: 1_000_000)
        let workbook = TestWorkbook([["Region", "1core"], [.text("US" + long), .number("1" + long)]])
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["Prices!A2 UnknownRegion", "Prices!B2 NotANumber"])
    }
}
