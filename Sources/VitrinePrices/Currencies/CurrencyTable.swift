/// What a US dollar was worth on one day, and how finely each currency is divided.
package struct CurrencyTable: Sendable, Equatable {
    /// The day of the rates, as `2019-01-01`.
    package let date: String

    /// Units of each currency for one ``CurrencyCode/usDollar``, which is listed too, at 1.
    package let rates: [CurrencyCode: ExactDecimal]

    /// Where an operator says otherwise than ISO 4217.
    let ownMinorUnits: [CurrencyCode: Int]

    /// How many digits an amount may have after the point.
    package func minorUnits(of currency: CurrencyCode) -> Int {
        ownMinorUnits[currency] ?? currency.standardMinorUnits
    }

    /// Those that have no rate here, in alphabetical order: to be asked at the start, since a price in them can't be derived.
    package func currenciesWithoutRate(among currencies: some Sequence<CurrencyCode>) -> [CurrencyCode] {
        Set(currencies.filter { rates[$0] == nil }).sorted { $0.rawValue < $1.rawValue }
    }
}
