import ExactJSON
import VitrinePrices

extension Validation {
    /// What stands against the prices of plans beyond the form of each: a currency without a rate, a region that is sold and
    /// has none, more digits than a currency has. Warnings: the reference doesn't say what the marketplace does then.
    ///
    /// Prices by region are held against the regions that are sold; of prices in dollars only the rates are asked for.
    mutating func checkPrices(_ plans: [Spot]) {
        guard let book = type.prices else { return }
        let sections = type.priceSections
        for plan in plans {
            guard let value = plan.value else { continue }
            for section in sections {
                guard let prices = section.value(in: value) else { continue }
                check(prices, of: section, at: plan.member(section.name), soldIn: value.soldRegions, by: book)
            }
        }
    }

    private mutating func check(
        _ prices: JSONValue,
        of section: PlanPriceSection,
        at spot: Spot,
        soldIn regions: [Region.Code],
        by book: PriceBook
    ) {
        if prices["coreMultiplier"] != nil {
            let currencies = regions.compactMap { book.regions[$0]?.currency(in: section.scheme) }
            let missing = book.currencies.currenciesWithoutRate(among: currencies)
            guard !missing.isEmpty else { return }
            let list = missing.map(\.rawValue).joined(separator: ", ")
            let message = "There is no rate for \(list) on \(book.currencies.date): ask the server's operator."
            return note(.wrongPrice, .warning, spot.member("coreMultiplier"), message)
        }
        // What is wrong with its form is said by the fields' own rules.
        guard prices["regionPrices"] != nil, let rule = try? PriceRule(reading: prices) else { return }
        do throws(PriceFindings) {
            _ = try book.prices(by: rule, in: regions, of: section.scheme)
        } catch {
            for finding in error.all {
                guard case .member(let pointer) = finding.place else { continue }
                note(.wrongPrice, .warning, spot.member(pointer.tokens[...]), finding.message)
            }
        }
    }
}
