/// A country or territory that offers are sold in.
package struct Region: Sendable, Equatable {
    package let code: Code

    /// As people call it: "Côte d'Ivoire".
    package let name: String

    /// What prices are in under `virtualMachinePricingV2`; `nil` where nothing can be sold for money.
    package let currency: CurrencyCode?

    /// What prices are in under `virtualMachinePricing`; `nil` for the regions that its price table doesn't know.
    package let legacyCurrency: CurrencyCode?

    /// Two capital letters, as in ISO 3166; an operator's own may have a digit in the second place.
    package struct Code: Sendable, Hashable, Comparable, CustomStringConvertible {
        package let rawValue: String

        /// `nil` for anything else.
        package init?(_ text: some StringProtocol) {
            let letters = UInt8(ascii: "A")...UInt8(ascii: "Z"), digits = UInt8(ascii: "0")...UInt8(ascii: "9")
            guard text.utf8.count == 2, let first = text.utf8.first, let second = text.utf8.dropFirst().first,
                letters.contains(first), letters.contains(second) || digits.contains(second)
            else { return nil }
            rawValue = String(text)
        }

        package var description: String { rawValue }

        package static func < (one: Code, other: Code) -> Bool { one.rawValue < other.rawValue }
    }
}

/// Which of a region's two currencies counts: each of a plan's two price sections has its own.
package enum CurrencyScheme: String, Sendable, CaseIterable {
    /// Of the section `virtualMachinePricing`.
    case legacy
    /// Of the section `virtualMachinePricingV2`.
    case simplified
}

extension Region {
    package func currency(in scheme: CurrencyScheme) -> CurrencyCode? {
        switch scheme {
        case .legacy: legacyCurrency
        case .simplified: currency
        }
    }
}
