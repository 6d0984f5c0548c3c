/// The cells of a sheet that hold something.
struct Worksheet {
    let name: String

    /// From the top.
    let rows: [Row]

    let mergedRanges: [CellRange]

    /// Where one formula fills several cells, of which only the first says so.
    let formulaRanges: [CellRange]

    struct Row {
        /// From 1.
        let number: Int

        /// By column, from 1. Never empty.
        var cells: [Int: CellValue]
    }

    /// What the cell holds; `nil` when that is nothing, or white space.
    func value(in row: Row, column: Int) -> CellValue? {
        guard let value = row.cells[column] else { return nil }
        return formulaRanges.contains { $0.contains(row: row.number, column: column) } ? .formula : value
    }

    func place(_ row: Int, _ column: Int) -> PriceFinding.Place {
        guard let reference = CellReference(row: row, column: column) else { return .sheet(name) }
        return .cell(sheet: name, reference)
    }
}
