import Dispatch

/// What prices are derived from and held against: the regions that there are, and what a dollar is worth in their
/// currencies.
package struct PriceBook: Sendable {
    package let regions: RegionTable
    package let currencies: CurrencyTable

    package init(regions: RegionTable, currencies: CurrencyTable) {
        self.regions = regions
        self.currencies = currencies
    }

    /// The prices of `sold` regions by a rule of the document.
    package func prices(
        by rule: PriceRule,
        in sold: [Region.Code],
        of scheme: CurrencyScheme
    ) throws(PriceFindings) -> RegionPrices {
        try rule.prices(in: sold, of: scheme, regions: regions, currencies: currencies)
    }

    /// The prices in a workbook.
    ///
    /// Reading one takes up to two seconds and blocks, so that workbooks stand in line for a thread of their own.
    package func prices(
        inWorkbook bytes: [UInt8],
        of scheme: CurrencyScheme
    ) async -> Result<RegionPrices, PriceFindings> {
        await withCheckedContinuation { continuation in
            Self.reading.async {
                let result = Result { () throws(PriceFindings) in
                    try PriceSpreadsheet(
                        reading: bytes,
                        of: scheme,
                        regions: self.regions,
                        currencies: self.currencies
                    ).prices
                }
                continuation.resume(returning: result)
            }
        }
    }

    private static let reading = DispatchQueue(label: "vitrine.prices")
}
