/// A currency, by its three capital letters as in ISO 4217.
package struct CurrencyCode: Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    /// `nil` unless it is three letters from A to Z.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else {
            return nil
        }
        rawValue = String(text)
    }

    private init(known rawValue: String) {
        self.rawValue = rawValue
    }

    /// What prices that hold for every region are given in.
    package static let usDollar = CurrencyCode(known: "USD")

    package var description: String { rawValue }
}

extension CurrencyCode {
    /// How many digits an amount has after the point, as ISO 4217 says; 2 for a currency that isn't listed.
    package var standardMinorUnits: Int {
        switch rawValue {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }
}
