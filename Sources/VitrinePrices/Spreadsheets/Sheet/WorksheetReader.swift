/// Reads a sheet's cells: `xl/worksheets/sheet1.xml`.
struct WorksheetReader: XMLPart {
    private static let row = ["worksheet", "sheetData", "row"]
    private static let cell = row + ["c"]
    private static let value = cell + ["v"]
    private static let formula = cell + ["f"]
    private static let inlineText = cell + ["is", "t"]
    private static let inlineRun = cell + ["is", "r", "t"]
    private static let mergedRange = ["worksheet", "mergeCells", "mergeCell"]

    private let sheet: String
    private let strings: [String]
    private let limits: SpreadsheetLimits

    private var rows: [Worksheet.Row] = []
    private var mergedRanges: [CellRange] = []
    private var formulaRanges: [CellRange] = []

    /// The row that is being read; before the first one, number 0.
    private var current = Worksheet.Row(number: 0, cells: [:])
    private var lastColumn = 0
    private var pending: PendingCell

    init(sheet: String, strings: [String], limits: SpreadsheetLimits) {
        self.sheet = sheet
        self.strings = strings
        self.limits = limits
        pending = PendingCell(kind: "n", limits)
    }

    var worksheet: Worksheet {
        Worksheet(name: sheet, rows: rows, mergedRanges: mergedRanges, formulaRanges: formulaRanges)
    }

    mutating func start(_ path: [String], _ attributes: [String: String]) throws(PriceFinding) {
        switch path {
        case Self.row: try startRow(attributes["r"])
        case Self.cell: try startCell(attributes)
        case Self.formula: try startFormula(attributes)
        case Self.value: try startValue()
        case Self.mergedRange: try addRange(attributes["ref"], to: &mergedRanges)
        default: break
        }
    }

    mutating func text(_ text: String, in path: [String]) {
        switch path {
        case Self.value: pending.value.append(text)
        case Self.inlineText, Self.inlineRun: pending.inlineText.append(text)
        default: break
        }
    }

    mutating func end(_ path: [String]) throws(PriceFinding) {
        switch path {
        case Self.cell: try endCell()
        case Self.row: try endRow()
        default: break
        }
    }
}

// MARK: - Rows

extension WorksheetReader {
    /// A row without a number follows the one before.
    private mutating func startRow(_ number: String?) throws(PriceFinding) {
        let next = number.map { Int($0) ?? 0 } ?? current.number + 1
        guard next > current.number, next <= CellReference.maximumRow else { throw malformed }
        current = Worksheet.Row(number: next, cells: [:])
        lastColumn = 0
    }

    private mutating func endRow() throws(PriceFinding) {
        guard !current.cells.isEmpty else { return }
        guard rows.count < limits.maximumRows else {
            let message = "The sheet has more than \(limits.maximumRows) rows that aren't empty. Keep only the prices."
            throw PriceFinding(.tooManyRows, at: .sheet(sheet), message)
        }
        rows.append(current)
    }

    private var malformed: PriceFinding {
        let message = "Rows or cells are out of order or refer to nothing. Save the workbook again."
        return PriceFinding(.malformedSheet, at: .sheet(sheet), message)
    }
}

// MARK: - Cells

/// A cell as far as it was read.
private struct PendingCell {
    /// The attribute `t`.
    let kind: String
    var value: BoundedText
    var inlineText: BoundedText
    var hasValue = false
    var hasFormula = false

    init(kind: String, _ limits: SpreadsheetLimits) {
        self.kind = kind
        value = BoundedText(limit: limits.maximumTextBytes)
        inlineText = BoundedText(limit: limits.maximumTextBytes)
    }
}

extension WorksheetReader {
    /// A cell without a reference follows the one before.
    private mutating func startCell(_ attributes: [String: String]) throws(PriceFinding) {
        let reference =
            attributes["r"].map { CellReference($0) } ?? CellReference(row: current.number, column: lastColumn + 1)
        guard let reference, reference.row == current.number, reference.column > lastColumn else { throw malformed }
        lastColumn = reference.column
        pending = PendingCell(kind: attributes["t"] ?? "n", limits)
    }

    /// Only the first cell of an array formula has the formula; the others look like numbers that someone wrote.
    private mutating func startFormula(_ attributes: [String: String]) throws(PriceFinding) {
        pending.hasFormula = true
        guard let kind = attributes["t"], kind != "shared", kind != "normal", attributes["ref"] != nil else { return }
        try addRange(attributes["ref"], to: &formulaRanges)
    }

    /// Two values would run into one number.
    private mutating func startValue() throws(PriceFinding) {
        guard !pending.hasValue else { throw malformed }
        pending.hasValue = true
    }

    private mutating func endCell() throws(PriceFinding) {
        guard let value = try pendingValue() else { return }
        guard lastColumn <= limits.maximumColumns else {
            let place = CellReference(row: current.number, column: lastColumn).map {
                PriceFinding.Place.cell(sheet: sheet, $0)
            }
            let message = "Nothing may stand to the right of column \(limits.maximumColumns). Keep only the prices."
            throw PriceFinding(.tooManyColumns, at: place ?? .sheet(sheet), message)
        }
        current.cells[lastColumn] = value
    }

    /// `nil` for an empty cell, and for one with nothing but white space, which nobody can see.
    private func pendingValue() throws(PriceFinding) -> CellValue? {
        guard !pending.hasFormula else { return .formula }
        switch pending.kind {
        case "s": return try sharedString().map(CellValue.text)
        case "inlineStr": return pending.inlineText.text.unlessBlank.map(CellValue.text)
        case "n": return pending.value.text.unlessBlank.map { pending.value.isCut ? .text($0) : .number($0.trimmed) }
        case "b": return .boolean
        case "e": return .error
        default: return pending.value.text.unlessBlank.map(CellValue.text)
        }
    }

    private func sharedString() throws(PriceFinding) -> String? {
        guard let index = Int(pending.value.text.trimmed), strings.indices.contains(index) else { throw malformed }
        return strings[index].unlessBlank
    }

    private func addRange(_ text: String?, to ranges: inout [CellRange]) throws(PriceFinding) {
        guard let range = CellRange(text ?? "") else { throw malformed }
        guard ranges.count < limits.maximumRanges else {
            let message = "The sheet has more than \(limits.maximumRanges) merged or computed ranges. Unmerge them."
            throw PriceFinding(.tooManyRanges, at: .sheet(sheet), message)
        }
        ranges.append(range)
    }
}

extension String {
    fileprivate var unlessBlank: String? { allSatisfy(\.isWhitespace) ? nil : self }
}
