import VitrineText

/// The outline of a workbook: which parts hold what.
struct Workbook {
    /// The sheet that holds the prices.
    let sheetName: String
    let sheetPart: PartName

    /// `nil` when no cell has text, or all have it inside.
    let stringsPart: PartName?

    /// Finds the sheet: the visible one whose name speaks of prices, or else the first visible one.
    init(in archive: borrowing ZipArchive, limits: SpreadsheetLimits) throws(PriceFinding) {
        guard let root = PartName("_rels/.rels"),
            let top = try RelationshipsReader(limits: limits).read(root, in: archive),
            let book = top.target(of: "officeDocument").flatMap({ PartName(resolving: $0) }),
            let list = try SheetListReader(limits: limits).read(book, in: archive),
            let links = try book.relationships.map({ (part) throws(PriceFinding) in
                try RelationshipsReader(limits: limits).read(part, in: archive)
            }) ?? nil
        else {
            let message = "There is no workbook in the file. Save the spreadsheet as .xlsx, and upload it as it is."
            throw PriceFinding(.workbookMissing, at: .spreadsheet, message)
        }
        let sheet = try Self.priceSheet(among: list.sheets, links)
        guard
            let part = links.relationships[sheet.relationship].flatMap({ PartName(resolving: $0.target, from: book) }),
            archive.contains(part)
        else {
            throw PriceFinding(.sheetMissing, at: .sheet(sheet.name), "The sheet is missing. Save the workbook again.")
        }
        sheetName = sheet.name
        sheetPart = part
        stringsPart = links.target(of: "sharedStrings").flatMap { PartName(resolving: $0, from: book) }
    }

    /// Sheets that hold a chart are passed over.
    private static func priceSheet(
        among sheets: [SheetListReader.Sheet],
        _ links: RelationshipsReader
    ) throws(PriceFinding) -> SheetListReader.Sheet {
        let tables = sheets.filter { links.relationships[$0.relationship]?.kind == "worksheet" && $0.isVisible }
        let named = tables.filter { $0.name.isLikePrices }
        guard named.count <= 1 else {
            let names = named.map { "'\($0.name.shown)'" }.prefix(5).joined(separator: ", ")
            let message = "Each of these sheets could hold the prices: \(names). Rename all but one."
            throw PriceFinding(.severalPriceSheets, at: .spreadsheet, message)
        }
        guard let sheet = named.first ?? tables.first else {
            throw PriceFinding(.sheetMissing, at: .spreadsheet, "The workbook has no sheet that can be seen. Add one.")
        }
        return sheet
    }
}

extension String {
    fileprivate var isLikePrices: Bool {
        let name = lowercased()
        return name.contains("price") || name.contains("pricing")
    }
}

extension XMLPart {
    /// This, after it took in a part; `nil` when there is no such part.
    func read(_ part: PartName, in archive: borrowing ZipArchive) throws(PriceFinding) -> Self? {
        guard let bytes = try archive.bytes(of: part) else { return nil }
        return try XMLReader.read(bytes, of: part, into: self)
    }
}
