package import ExactJSON

extension RegionPrices {
    /// The prices as a document's `regionPrices` has them: by region, then by core size, in the regions' currencies.
    package var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512 * byRegion.count + 2)
        writer.beginObject()
        for (code, prices) in byRegion.sorted(by: { $0.key < $1.key }) {
            writer.name(code.rawValue)
            prices.write(to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }
}

extension RegionPrices.Prices {
    /// Amounts by core size, from the smallest.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (size, amount) in amounts.sorted(by: { $0.key < $1.key }) {
            writer.name(size.name)
            writer.raw(Array(amount.description.utf8))
        }
        writer.endObject()
    }
}
