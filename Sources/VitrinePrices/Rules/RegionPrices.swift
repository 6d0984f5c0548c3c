/// What a plan costs per hour, by region and core size.
package struct RegionPrices: Sendable, Equatable {
    package let byRegion: [Region.Code: Prices]

    /// Prices of one region.
    package struct Prices: Sendable, Equatable {
        package let currency: CurrencyCode

        /// A size that isn't here has no price.
        package let amounts: [CoreSize: ExactDecimal]

        package init(currency: CurrencyCode, amounts: [CoreSize: ExactDecimal]) {
            self.currency = currency
            self.amounts = amounts
        }
    }

    package init(byRegion: [Region.Code: Prices]) {
        self.byRegion = byRegion
    }

    package subscript(region: Region.Code) -> Prices? { byRegion[region] }
}
