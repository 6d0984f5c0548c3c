/// How a publisher says what a virtual machine plan costs per hour, other than by a spreadsheet.
package enum PriceRule: Sendable, Equatable {
    /// `coreMultiplier.single`: US dollars per core.
    case perCore(ExactDecimal)

    /// `coreMultiplier.individually`: US dollars by core size.
    ///
    /// Sizes may be missing: seven were added in 2019, and older documents stay valid. They get no price here.
    case perCoreSize([CoreSize: ExactDecimal])

    /// `regionPrices`: amounts in each region's currency, by region and core size.
    case perRegion([Region.Code: [CoreSize: ExactDecimal]])
}
