import ExactJSON

/// The object of a plan that says its prices by a workbook.
struct PriceSection {
    let value: JSONValue

    /// How the path to the workbook's URL ends in it.
    private static let workbook = ["spreadSheetPricing", "uri"]
    private static let prices = "regionPrices"

    /// `nil` when the place isn't that of a workbook's URL in such an object.
    init?(around spot: ArtifactSpot, in root: JSONValue) {
        guard spot.pointer.tokens.suffix(2) == Self.workbook else { return nil }
        var value = root
        for token in spot.pointer.tokens.dropLast(2) {
            let inner = value.kind == .array ? Int(token).flatMap { value[$0] } : value[token]
            guard let inner else { return nil }
            value = inner
        }
        guard value.kind == .object else { return nil }
        self.value = value
    }

    /// The object's text with another URL of the workbook, and the workbook's prices in it, unless some are stored there.
    func text(showing prices: [UInt8], of url: [UInt8]) throws(JSONError) -> [UInt8] {
        let document = try JSONDocument(parsing: Array(value.text), limits: JSONLimits(maximumBytes: .max))
        guard let workbook = document.root[Self.workbook[0]]?[Self.workbook[1]] else { return Array(value.text) }
        let text = document.replacing([.replace(workbook, with: url)])
        guard document.root[Self.prices] == nil else { return text }
        // An object that has a workbook isn't empty: one more member stands behind a comma.
        return text.dropLast() + Array(",\"\(Self.prices)\":".utf8) + prices + [UInt8(ascii: "}")]
    }

    /// The prices that stand in the object, where they say what `prices` do.
    func prices(alike prices: [UInt8]) -> JSONValue? {
        let limits = JSONLimits(maximumBytes: .max)
        guard let shown = value[Self.prices], let known = try? JSONDocument(parsing: prices, limits: limits).root,
            shown.isSameContent(as: known)
        else { return nil }
        return shown
    }
}
