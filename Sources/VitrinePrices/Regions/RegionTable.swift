/// The regions there are.
package struct RegionTable: Sendable, Equatable {
    /// In the order of the file.
    package let regions: [Region]

    private let byCode: [Region.Code: Region]

    package subscript(code: Region.Code) -> Region? { byCode[code] }

    /// The regions of both; of one that is in both, this table's.
    package func adding(_ other: RegionTable) -> RegionTable {
        RegionTable(regions: regions + other.regions.filter { byCode[$0.code] == nil })
    }

    private init(regions: [Region]) {
        self.regions = regions
        byCode = Dictionary(regions.map { ($0.code, $0) }) { first, _ in first }
    }

    /// Every currency that a region has in one of the schemes.
    package var currencies: Set<CurrencyCode> {
        Set(regions.flatMap { [$0.currency, $0.legacyCurrency] }.compactMap(\.self))
    }

    /// Reads the registry's file of regions:
    ///
    ///     {"format": 1, "kind": "regions", "regions": [
    ///         {"region": "CH", "name": "Switzerland", "currency": "CHF", "legacyCurrency": "CHF"}]}
    ///
    /// A currency that a region doesn't have is `null`, or left out. `source` and `note` may stand beside.
    package init(reading bytes: [UInt8], file: String) throws(TableError) {
        let root = try TableValue(bytes, file: file)
        try root.expect(kind: "regions", members: ["regions"])
        var regions: [Region] = []
        var byCode: [Region.Code: Region] = [:]
        for value in try root.required("regions").elements() {
            let region = try value.region()
            guard byCode.updateValue(region, forKey: region.code) == nil else {
                throw value.error("The region \(region.code) is there already. Keep one.")
            }
            regions.append(region)
        }
        self.regions = regions
        self.byCode = byCode
    }
}

extension TableValue {
    fileprivate func region() throws(TableError) -> Region {
        try expectMembers(["region", "name", "currency", "legacyCurrency", "note"])
        let name = try required("region")
        guard let code = Region.Code(try name.text()) else {
            throw name.error("Write a region as two capital letters, such as CH.")
        }
        return Region(
            code: code,
            name: try required("name").text(),
            currency: try optional("currency")?.currency(),
            legacyCurrency: try optional("legacyCurrency")?.currency()
        )
    }
}
