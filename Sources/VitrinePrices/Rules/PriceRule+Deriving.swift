import ExactJSON

extension PriceRule {
    /// The prices of `sold` regions, in their currencies.
    ///
    /// Prices in US dollars are multiplied by the size's cores and by the rate of the day, and rounded once, half up, to
    /// the currency's minor units; so in no region does a size cost less than a smaller one where its US price doesn't.
    /// A region without a currency in `scheme` is left out. Prices by region are taken as they are, and each sold region
    /// must have some; those of other regions are left out.
    ///
    /// - Throws: findings `RateMissing`, and for prices by region `UnknownRegion`, `RegionWithoutCurrency`,
    ///   `PricesMissing` and `TooManyDecimals`. Places are pointers into the price section.
    package func prices(
        in sold: [Region.Code],
        of scheme: CurrencyScheme,
        regions: RegionTable,
        currencies: CurrencyTable
    ) throws(PriceFindings) -> RegionPrices {
        let derivation = Derivation(scheme: scheme, regions: regions, currencies: currencies)
        var findings = FindingList()
        var byRegion: [Region.Code: RegionPrices.Prices] = [:]
        for code in sold {
            let prices = findings.collecting { () throws(PriceFinding) in try derivation.prices(of: self, in: code) }
            byRegion[code] = prices ?? nil
        }
        try findings.throwIfAny()
        return RegionPrices(byRegion: byRegion)
    }
}

private struct Derivation {
    let scheme: CurrencyScheme
    let regions: RegionTable
    let currencies: CurrencyTable

    func prices(of rule: PriceRule, in code: Region.Code) throws(PriceFinding) -> RegionPrices.Prices? {
        guard let region = regions[code] else {
            throw PriceFinding(.unknownRegion, at: rule.place(of: code), "There is no region \(code); take it out.")
        }
        if case .perRegion(let amounts) = rule {
            return try checked(amounts[code], in: region, at: rule.place(of: code))
        }
        guard let currency = region.currency(in: scheme) else { return nil }
        let amounts = try converted(rule.dollars, to: currency, at: rule.place(of: code))
        return RegionPrices.Prices(currency: currency, amounts: amounts)
    }

    private func converted(
        _ dollars: [DollarPrice],
        to currency: CurrencyCode,
        at place: PriceFinding.Place
    ) throws(PriceFinding) -> [CoreSize: ExactDecimal] {
        guard let rate = currencies.rates[currency] else {
            let message = "There is no rate for \(currency) on \(currencies.date); ask the operator to add it."
            throw PriceFinding(.rateMissing, at: place, message)
        }
        let digits = currencies.minorUnits(of: currency)
        var amounts: [CoreSize: ExactDecimal] = [:]
        for dollar in dollars {
            do throws(ExactDecimal.Overflow) {
                let price = try dollar.price.multiplied(by: dollar.times)
                amounts[dollar.size] = try price.multiplied(by: rate, roundedTo: digits)
            } catch {
                let message = "The price for \(dollar.size) is too large in \(currency), or has too many digits."
                throw PriceFinding(.priceTooLarge, at: place, message)
            }
        }
        return amounts
    }

    private func checked(
        _ amounts: [CoreSize: ExactDecimal]?,
        in region: Region,
        at place: PriceFinding.Place
    ) throws(PriceFinding) -> RegionPrices.Prices {
        guard let currency = region.currency(in: scheme) else {
            let message = "Nothing can be priced in \(region.code) here; take the region out."
            throw PriceFinding(.regionWithoutCurrency, at: place, message)
        }
        guard let amounts, !amounts.isEmpty else {
            throw PriceFinding(.pricesMissing, at: place, "The plan is sold in \(region.code); add its prices.")
        }
        for (size, amount) in amounts.sorted(by: { $0.key < $1.key }) {
            let pointer = JSONPointer(tokens: ["regionPrices", region.code.rawValue, size.name])
            try PriceBounds.check(amount, in: currency, of: currencies, at: .member(pointer))
        }
        return RegionPrices.Prices(currency: currency, amounts: amounts)
    }
}

/// What a size costs in US dollars: `price`, so many times.
private struct DollarPrice {
    let size: CoreSize
    let price: ExactDecimal
    let times: ExactDecimal
}

extension PriceRule {
    /// What a finding about a region points at.
    fileprivate func place(of region: Region.Code) -> PriceFinding.Place {
        switch self {
        case .perCore: .member(JSONPointer(tokens: ["coreMultiplier", "single"]))
        case .perCoreSize: .member(JSONPointer(tokens: ["coreMultiplier", "individually"]))
        case .perRegion: .member(JSONPointer(tokens: ["regionPrices", region.rawValue]))
        }
    }

    /// None for prices by region. From the smallest size, so that findings don't depend on a dictionary's order.
    fileprivate var dollars: [DollarPrice] {
        switch self {
        case .perCore(let price):
            CoreSize.all.map { DollarPrice(size: $0, price: price, times: ExactDecimal(UInt64($0.cores))) }
        case .perCoreSize(let prices):
            prices.sorted { $0.key < $1.key }.map { DollarPrice(size: $0.key, price: $0.value, times: .one) }
        case .perRegion:
            []
        }
    }
}
