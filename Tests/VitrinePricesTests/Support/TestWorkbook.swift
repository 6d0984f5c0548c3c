import VitrineTestKit

/// A workbook in the making, each part of which a test can replace.
struct TestWorkbook {
    struct Sheet {
        var name: String
        var xml: String
        var state: String?
        var kind = "worksheet"

        init(_ name: String, _ xml: String, state: String? = nil, kind: String = "worksheet") {
            self.name = name
            self.xml = xml
            self.state = state
            self.kind = kind
        }
    }

    static let mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let linkNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let listNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"

    var sheets: [Sheet]
    var strings: [String] = []

    /// By name, instead of what would be there; `nil` leaves the part out.
    var replaced: [String: String?] = [:]
    var added: [ZipWriter.Entry] = []

    init(_ rows: [[TestCell]], named name: String = "Prices", after: String = "") {
        sheets = [Sheet(name, Self.sheet(rows, after: after))]
    }

    init(sheets: [Sheet]) {
        self.sheets = sheets
    }

    var bytes: [UInt8] { ZipWriter(entries: entries).bytes() }

    var entries: [ZipWriter.Entry] {
        var entries: [ZipWriter.Entry] = []
        for (name, text) in parts {
            guard let text = replaced[name] ?? text else { continue }
            entries.append(ZipWriter.Entry(name, text))
        }
        return entries + added
    }

    /// A sheet's XML; `after` is what follows the cells.
    static func sheet(_ rows: [[TestCell]], after: String = "") -> String {
        let text = rows.enumerated().map { index, cells in
            let cells = cells.enumerated().map { $1.xml("\(columnName($0 + 1))\(index + 1)") }.joined()
            return "<row r=\"\(index + 1)\">\(cells)</row>"
        }
        return "<worksheet xmlns=\"\(mainNamespace)\"><sheetData>\(text.joined())</sheetData>\(after)</worksheet>"
    }

    private static func columnName(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + (column - 1) % 26)))
        return column > 26 ? columnName((column - 1) / 26) + letter : letter
    }

    private var parts: [(String, String)] {
        let sheetParts = sheets.enumerated().map { ("xl/worksheets/sheet\($0 + 1).xml", $1.xml) }
        let strings = strings.map { "<si><t>\($0)</t></si>" }.joined()
        return [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("_rels/.rels", Self.links([("rId1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", Self.links(sheetLinks + [("rId0", "sharedStrings", "sharedStrings.xml")])),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.mainNamespace)\">\(strings)</sst>"),
        ] + sheetParts
    }

    private var sheetLinks: [(String, String, String)] {
        sheets.enumerated().map { ("rId\($0 + 1)", $1.kind, "worksheets/sheet\($0 + 1).xml") }
    }

    private var workbook: String {
        let list = sheets.enumerated().map { index, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
        }
        let namespaces = "xmlns=\"\(Self.mainNamespace)\" xmlns:r=\"\(Self.linkNamespace)\""
        return "<workbook \(namespaces)><sheets>\(list.joined())</sheets></workbook>"
    }

    private static func links(_ links: [(id: String, kind: String, target: String)]) -> String {
        let list = links.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(linkNamespace)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships xmlns=\"\(listNamespace)\">\(list.joined())</Relationships>"
    }
}

/// A cell as a test writes it: a text by itself, or one of the cases.
enum TestCell: ExpressibleByStringLiteral, Sendable {
    case empty
    case text(String)
    case number(String)
    case shared(Int)
    case formula(String, value: String)

    /// What stands inside of the element, and its attributes.
    case raw(String, attributes: String = "")

    init(stringLiteral text: String) {
        self = .text(text)
    }

    func xml(_ reference: String) -> String {
        switch self {
        case .empty: "<c r=\"\(reference)\" s=\"3\"/>"
        case .text(let text): "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        case .number(let text): "<c r=\"\(reference)\"><v>\(text)</v></c>"
        case .shared(let index): "<c r=\"\(reference)\" t=\"s\"><v>\(index)</v></c>"
        case .formula(let text, let value): "<c r=\"\(reference)\"><f>\(text)</f><v>\(value)</v></c>"
        case .raw(let xml, let attributes): "<c r=\"\(reference)\" \(attributes)>\(xml)</c>"
        }
    }
}
