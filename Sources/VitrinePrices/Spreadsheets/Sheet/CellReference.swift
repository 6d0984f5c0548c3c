/// A cell's place: `C7`.
package struct CellReference: Sendable, Hashable, CustomStringConvertible {
    /// From 1 to ``maximumRow``.
    package let row: Int

    /// From 1, which is A, to ``maximumColumn``, which is XFD.
    package let column: Int

    package static let maximumRow = 1_048_576
    package static let maximumColumn = 16_384

    /// `nil` outside of the largest sheet there can be.
    package init?(row: Int, column: Int) {
        guard (1...Self.maximumRow).contains(row), (1...Self.maximumColumn).contains(column) else { return nil }
        self.row = row
        self.column = column
    }

    /// Reads `C7`, and `$C$7`; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        var row = 0, column = 0
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0 && column <= Self.maximumColumn:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && row <= Self.maximumRow:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default:
                return nil
            }
        }
        self.init(row: row, column: column)
    }

    package var description: String { "\(columnName)\(row)" }

    /// The column as its letters: 27 is AA.
    private var columnName: String {
        var letters = "", rest = column
        while rest > 0 {
            let letter = UInt8(ascii: "A") + UInt8((rest - 1) % 26)
            letters = String(decoding: [letter], as: UTF8.self) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

/// A rectangle of cells: `B2:D4`.
struct CellRange: Sendable, Equatable {
    let first: CellReference
    let last: CellReference

    /// Reads `B2:D4`, or `B2` alone; `nil` for anything else, and when the second is above the first or left of it.
    init?(_ text: String) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false).map { CellReference($0) }
        guard (1...2).contains(corners.count), let first = corners[0], let last = corners[corners.count - 1],
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.first = first
        self.last = last
    }

    var rows: ClosedRange<Int> { first.row...last.row }
    var columns: ClosedRange<Int> { first.column...last.column }

    func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }
}
