/// The prices of a virtual machine plan, read from an .xlsx workbook.
///
/// The layout is ours, since the portal's documentation has none; `docs/spreadsheets.md` tells publishers the same.
///
/// - **Sheet.** The visible sheet with "price" or "pricing" in its name, of which there may be one; else the first visible
///   sheet. Charts don't count.
/// - **Header.** The first row that has a cell saying `Region` (or `Country`, or `Market`). Other titles: `Currency`; the
///   core sizes `sharedcore`, `1core` to `416core`, in any order, not all of them needed; `Name`, `Note` and `Notes`, whose
///   columns aren't read. Any other title is a finding. Case, and white space around a title, don't matter.
/// - **Rows.** Under the header one row for each region, in any order, empty rows among them. The region is its two letters,
///   in any case. The currency may be left empty; if it is there it must be the region's.
/// - **Prices.** Plain numbers of at least 0 per hour, in the region's currency, with no more digits than the currency has
///   minor units. An empty cell: no price for that size in that region. A row needs one price at least.
/// - **Refused where it counts.** Formulas, whose saved results may be stale; merged cells; text, dates kept as text, true
///   and false, errors; anything under no title. Above the header, and in columns that aren't read, all of that is fine.
/// - **Not looked at.** Formats (so a percentage is its fraction, and a date its number), hidden rows and columns, comments,
///   other sheets.
package struct PriceSpreadsheet: Sendable, Equatable {
    /// Name of the sheet that the prices stand in.
    package let sheet: String

    package let prices: RegionPrices

    /// Reads a workbook. Findings about the file, its parts and the header's absence end the reading; those about columns,
    /// rows and cells are collected first.
    ///
    /// Blocks while it reads, as long as ``SpreadsheetLimits`` says. Which regions the plan is sold in is not asked here, nor
    /// whether they all have prices.
    package init(
        reading bytes: [UInt8],
        of scheme: CurrencyScheme,
        regions: RegionTable,
        currencies: CurrencyTable,
        limits: SpreadsheetLimits = .standard
    ) throws(PriceFindings) {
        var findings = FindingList(limit: limits.maximumFindings)
        let sheet: Worksheet
        let header: PriceHeader
        do throws(PriceFinding) {
            sheet = try Self.worksheet(in: bytes, limits)
            header = try PriceHeader(of: sheet, into: &findings)
        } catch {
            throw PriceFindings(error)
        }
        var rows = PriceRows(sheet: sheet, header: header, scheme: scheme, regions: regions, currencies: currencies)
        let prices = rows.read(into: &findings)
        try findings.throwIfAny()
        self.sheet = sheet.name
        self.prices = prices
    }

    private static func worksheet(in bytes: [UInt8], _ limits: SpreadsheetLimits) throws(PriceFinding) -> Worksheet {
        let archive = try ZipArchive(bytes, limits: limits)
        let workbook = try Workbook(in: archive, limits: limits)
        let strings = try workbook.stringsPart.map { (part) throws(PriceFinding) in
            try SharedStringsReader(part: part, limits: limits).read(part, in: archive)?.strings
        }
        let reader = WorksheetReader(sheet: workbook.sheetName, strings: (strings ?? nil) ?? [], limits: limits)
        guard let read = try reader.read(workbook.sheetPart, in: archive) else {
            let message = "The sheet is missing. Save the workbook again."
            throw PriceFinding(.sheetMissing, at: .sheet(workbook.sheetName), message)
        }
        return read.worksheet
    }
}
