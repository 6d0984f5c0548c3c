import VitrineText

/// Reads the rows under the header: one region each.
struct PriceRows {
    let sheet: Worksheet
    let header: PriceHeader
    let scheme: CurrencyScheme
    let regions: RegionTable
    let currencies: CurrencyTable

    private var byRegion: [Region.Code: RegionPrices.Prices] = [:]

    /// The row that each region was first seen in.
    private var seen: [Region.Code: Int] = [:]

    init(
        sheet: Worksheet,
        header: PriceHeader,
        scheme: CurrencyScheme,
        regions: RegionTable,
        currencies: CurrencyTable
    ) {
        self.sheet = sheet
        self.header = header
        self.scheme = scheme
        self.regions = regions
        self.currencies = currencies
    }

    /// Reads every row, whatever was wrong with the one before.
    mutating func read(into findings: inout FindingList) -> RegionPrices {
        checkMergedRanges(&findings)
        var isEmpty = true
        for row in sheet.rows where row.number > header.row {
            checkStrayCells(row, &findings)
            guard header.columnsThatCount.contains(where: { row.cells[$0] != nil }) else { continue }
            isEmpty = false
            read(row, &findings)
        }
        if isEmpty {
            let message = "There is no region under the header row. Write one row for each region."
            findings.add(PriceFinding(.rowsMissing, at: .sheet(sheet.name), message))
        }
        return RegionPrices(byRegion: byRegion)
    }
}

// MARK: - One row

extension PriceRows {
    private mutating func read(_ row: Worksheet.Row, _ findings: inout FindingList) {
        let found = findings.collecting { () throws(PriceFinding) in try region(row) }
        // Prices are looked at in any case, so that all findings come at once.
        let currency = found.flatMap { region in
            findings.collecting { () throws(PriceFinding) in try self.currency(row, region) }
        }
        let amounts = amounts(row, currency, &findings)
        guard let found else { return }
        if let first = seen[found.code] {
            let message = "\(found.code) has a row already, number \(first). Keep one of them."
            findings.add(PriceFinding(.duplicateRegion, at: place(row, header.region), message))
        }
        seen[found.code] = seen[found.code] ?? row.number
        if let currency { byRegion[found.code] = RegionPrices.Prices(currency: currency, amounts: amounts) }
    }

    private func region(_ row: Worksheet.Row) throws(PriceFinding) -> Region {
        let place = place(row, header.region)
        guard let value = header.region.flatMap({ sheet.value(in: row, column: $0) }) else {
            let message = "Write the region that this row's prices are for, such as CH."
            throw PriceFinding(.regionMissing, at: place, message)
        }
        if value == .formula { throw PriceFinding.formula(at: place) }
        let name = value.name ?? ""
        guard let code = Region.Code(name.uppercased()), let region = regions[code] else {
            let message = "'\(name.shown)' is no region that offers are sold in. Write its two letters, such as CH."
            throw PriceFinding(.unknownRegion, at: place, message)
        }
        return region
    }

    /// The region's currency. The row may name it, to be on the safe side; it can't choose another.
    private func currency(_ row: Worksheet.Row, _ region: Region) throws(PriceFinding) -> CurrencyCode {
        guard let currency = region.currency(in: scheme) else {
            let message = "Nothing can be priced in \(region.code) here; delete the row."
            throw PriceFinding(.regionWithoutCurrency, at: place(row, header.region), message)
        }
        guard let value = header.currency.flatMap({ sheet.value(in: row, column: $0) }) else { return currency }
        let place = place(row, header.currency)
        if value == .formula { throw PriceFinding.formula(at: place) }
        let name = value.name ?? ""
        guard let named = CurrencyCode(name.uppercased()), regions.currencies.contains(named) else {
            let message = "'\(name.shown)' is no currency that prices are given in. Write \(currency)."
            throw PriceFinding(.unknownCurrency, at: place, message)
        }
        guard named == currency else {
            let message = "Prices in \(region.code) are in \(currency), not in \(named). Convert them."
            throw PriceFinding(.wrongCurrency, at: place, message)
        }
        return currency
    }

    /// What the row's cells cost. Without a `currency`, when that isn't known, the number of digits isn't checked.
    private func amounts(
        _ row: Worksheet.Row,
        _ currency: CurrencyCode?,
        _ findings: inout FindingList
    ) -> [CoreSize: ExactDecimal] {
        var amounts: [CoreSize: ExactDecimal] = [:]
        var isEmpty = true
        for (column, size) in header.prices.sorted(by: { $0.key < $1.key }) {
            guard let value = sheet.value(in: row, column: column) else { continue }
            isEmpty = false
            let place = place(row, column)
            amounts[size] = findings.collecting { () throws(PriceFinding) in
                let amount = try PriceCell.amount(value, at: place)
                if let currency { try PriceBounds.check(amount, in: currency, of: currencies, at: place) }
                return amount
            }
        }
        if isEmpty {
            let message = "This row has no price. Write some, or delete the row."
            findings.add(PriceFinding(.rowWithoutPrices, at: place(row, header.region), message))
        }
        return amounts
    }

    private func place(_ row: Worksheet.Row, _ column: Int?) -> PriceFinding.Place {
        sheet.place(row.number, column ?? 1)
    }
}

// MARK: - What is between the columns

extension PriceRows {
    /// A price under no title would be lost without a word.
    private func checkStrayCells(_ row: Worksheet.Row, _ findings: inout FindingList) {
        let known = header.columnsThatCount
        for column in row.cells.keys.sorted() where !known.contains(column) && !header.isIgnored(column) {
            let message = "This column has no title. Write one in row \(header.row), or empty the cell."
            findings.add(PriceFinding(.cellWithoutHeader, at: place(row, column), message))
        }
    }

    /// Of merged cells only the first holds something; whether it is meant for all isn't said.
    private func checkMergedRanges(_ findings: inout FindingList) {
        for range in sheet.mergedRanges where range.last.row >= header.row {
            guard header.columnsThatCount.contains(where: range.columns.contains) else { continue }
            let message = "Cells are merged here. Unmerge them, and write the value in each."
            findings.add(PriceFinding(.mergedCells, at: .cell(sheet: sheet.name, range.first), message))
        }
    }
}
