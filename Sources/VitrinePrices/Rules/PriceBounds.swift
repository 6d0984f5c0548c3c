/// How large and how fine a price may be. The portal names no bounds; these are far from any price that someone means.
enum PriceBounds {
    static let maximum = ExactDecimal(1_000_000_000)

    /// Of prices in US dollars that are going to be multiplied: as fine as clients that compute in binary write them.
    static let maximumDecimals = 20

    static func price(
        parsing text: some Sequence<UInt8>,
        at place: PriceFinding.Place
    ) throws(PriceFinding) -> ExactDecimal {
        do throws(ExactDecimal.ParsingError) {
            let price = try ExactDecimal(parsing: text)
            guard price <= maximum else { throw .tooLarge }
            return price
        } catch {
            throw finding(error, at: place)
        }
    }

    /// Refuses an amount that can't be paid in `currency`.
    static func check(
        _ amount: ExactDecimal,
        in currency: CurrencyCode,
        of table: CurrencyTable,
        at place: PriceFinding.Place
    ) throws(PriceFinding) {
        let digits = table.minorUnits(of: currency)
        guard amount.scale > digits else { return }
        let allowed = digits == 0 ? "no digits" : "at most \(digits)"
        throw PriceFinding(
            .tooManyDecimals,
            at: place,
            "An amount in \(currency) has \(allowed) after the point, and this one has \(amount.scale). Round it."
        )
    }

    private static func finding(_ error: ExactDecimal.ParsingError, at place: PriceFinding.Place) -> PriceFinding {
        switch error {
        case .notANumber: PriceFinding(.notANumber, at: place, "This is no number; write the price as a plain number.")
        case .negative: PriceFinding(.negativePrice, at: place, "A price can't be negative; write 0 or more.")
        case .tooLarge: PriceFinding(.priceTooLarge, at: place, "A price is at most \(maximum); write a smaller one.")
        case .tooFine: PriceFinding(.tooManyDecimals, at: place, "This number has too many digits; round the price.")
        }
    }
}
