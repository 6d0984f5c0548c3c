import VitrineText

/// What the columns of a price sheet are, as its header row says.
struct PriceHeader {
    /// The row it stands in, from 1.
    let row: Int

    /// Columns, from 1.
    private(set) var region: Int?
    private(set) var currency: Int?
    private(set) var prices: [Int: CoreSize] = [:]
    private var ignored: Set<Int> = []

    /// Columns that prices are read from, or that say what they are prices of.
    var columnsThatCount: Set<Int> { Set([region, currency].compactMap(\.self) + prices.keys) }

    func isIgnored(_ column: Int) -> Bool { ignored.contains(column) }

    /// Takes the first row that names a region column; what stands above is the publisher's own.
    init(of sheet: Worksheet, into findings: inout FindingList) throws(PriceFinding) {
        guard let row = sheet.rows.first(where: { $0.cells.values.contains { $0.title == .region } }) else {
            let message = "There is no header row. Write Region above the regions, and core sizes above the prices."
            throw PriceFinding(.headerMissing, at: .sheet(sheet.name), message)
        }
        self.row = row.number
        var seen: Set<ColumnTitle> = []
        for column in row.cells.keys.sorted() {
            guard let cell = sheet.value(in: row, column: column) else { continue }
            let place = sheet.place(row.number, column)
            let title = findings.collecting { () throws(PriceFinding) in try Self.title(cell, at: place) }
            if let title, title != .ignored, !seen.insert(title).inserted {
                let message = "There is such a column already. Keep one of them."
                findings.add(PriceFinding(.duplicateColumn, at: place, message))
            }
            // What is wrong with a title is said once, here, and not again for each cell below.
            set(title ?? .ignored, column)
        }
        if prices.isEmpty {
            let message = "No column has a core size as its title. Write one such as 4core above the prices."
            findings.add(PriceFinding(.priceColumnsMissing, at: .sheet(sheet.name), message))
        }
    }

    private mutating func set(_ title: ColumnTitle, _ column: Int) {
        switch title {
        case .region: region = region ?? column
        case .currency: currency = currency ?? column
        case .price(let size): prices[column] = size
        case .ignored: ignored.insert(column)
        }
    }

    private static func title(_ cell: CellValue, at place: PriceFinding.Place) throws(PriceFinding) -> ColumnTitle {
        if cell == .formula { throw PriceFinding.formula(at: place) }
        guard let name = cell.name else {
            let message = "Write a title here: Region, Currency or a core size such as 4core."
            throw PriceFinding(.unknownColumn, at: place, message)
        }
        if let title = cell.title { return title }
        guard name.lowercased().contains("core") else {
            let message =
                "'\(name.shown)' is no title. Write Region, Currency, Name, Notes or a core size such as 4core."
            throw PriceFinding(.unknownColumn, at: place, message)
        }
        let message = "'\(name.shown)' is no core size. Write one such as sharedcore, 1core or 16core."
        throw PriceFinding(.unknownCoreSize, at: place, message)
    }
}

private enum ColumnTitle: Hashable {
    case region, currency, price(CoreSize), ignored

    /// Reads a title in small letters.
    init?(_ name: String) {
        switch name {
        case "region", "country", "market": self = .region
        case "currency": self = .currency
        case "name", "note", "notes": self = .ignored
        default:
            guard let size = CoreSize(named: name) else { return nil }
            self = .price(size)
        }
    }
}

extension CellValue {
    fileprivate var title: ColumnTitle? { name.flatMap { ColumnTitle($0.lowercased()) } }
}

extension PriceFinding {
    static func formula(at place: Place) -> PriceFinding {
        let message = "A formula's result may be out of date. Copy the cell and paste it back as a value."
        return PriceFinding(.formula, at: place, message)
    }
}
