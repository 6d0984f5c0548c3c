/// What a cell holds. Empty cells aren't kept.
enum CellValue: Sendable, Equatable {
    case text(String)

    /// A number as the file spells it.
    case number(String)

    case boolean
    /// `#DIV/0!` and its like.
    case error
    /// What a formula came to when the workbook was saved; not kept, since nobody says that it still would.
    case formula
}

extension CellValue {
    /// The text without white space around it, for names; `nil` for anything else.
    var name: String? {
        guard case .text(let text) = self else { return nil }
        return text.trimmed
    }
}

extension StringProtocol {
    /// Without white space around it. No-break spaces count as such.
    var trimmed: String {
        String(String(drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
    }
}
