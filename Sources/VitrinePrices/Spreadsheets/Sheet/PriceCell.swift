import VitrineText

/// Reads one price of a sheet.
enum PriceCell {
    /// How many digits a spreadsheet program keeps of a number that is typed in, and shows.
    private static let significantDigits = 15

    /// The amount in a cell.
    ///
    /// The programs compute in binary and save up to 17 digits of what that comes to: 1.1 may stand in the file as
    /// `1.1000000000000001`. So a number is rounded to the 15 digits that its author could see.
    static func amount(_ value: CellValue, at place: PriceFinding.Place) throws(PriceFinding) -> ExactDecimal {
        switch value {
        case .number(let text):
            return try PriceBounds.price(parsing: text.utf8, at: place).rounded(toSignificant: significantDigits)
        case .formula:
            throw PriceFinding.formula(at: place)
        case .error:
            throw PriceFinding(.errorValue, at: place, "The cell holds an error. Write the price as a number.")
        case .text(let text):
            let message =
                "The cell holds the text '\(text.shown)'. Write the price as a number, without currency or spaces."
            throw PriceFinding(.notANumber, at: place, message)
        case .boolean:
            throw PriceFinding(.notANumber, at: place, "The cell holds true or false. Write the price as a number.")
        }
    }
}

extension ExactDecimal {
    fileprivate func rounded(toSignificant digits: Int) -> ExactDecimal {
        let excess = String(significand).utf8.count - digits
        // A whole number isn't touched, and rounding only ever makes a number shorter.
        guard excess > 0, scale > 0, let rounded = try? rounded(to: max(0, scale - excess)) else { return self }
        return rounded
    }
}
