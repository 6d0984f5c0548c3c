import ExactJSON

/// The data files of the registry: regions, core sizes, currencies, categories.
struct RegistryData {
    private(set) var words: [String: Set<String>] = [:]
    private(set) var trees: [String: [String: [String: Set<String>]]] = [:]
    private(set) var categoryNames = NamedSets.CategoryNames()

    /// What a data file is about, told by its `kind`.
    enum Kind: String, CaseIterable {
        case regions, cores, currencies, categories
    }

    /// Whether `root` is that of a data file.
    static func isData(_ root: RegistryValue) -> Bool {
        root.value["kind"]?.string.flatMap(Kind.init) != nil
    }

    var sets: NamedSets { NamedSets(words: words, trees: trees, categoryNames: categoryNames) }

    mutating func read(_ root: RegistryValue) throws(RegistryError) {
        guard try root.required("format").positiveInteger() == 1 else {
            throw root.place.appending("format").error("This server reads format 1.")
        }
        switch try root.required("kind").word(of: Kind.self) {
        case .regions: try readRegions(root)
        case .cores: words["coreSizes"] = try texts("key", of: root.required("cores"))
        case .currencies: words["currencies"] = Set(try root.required("rates").namedMembers().map(\.name))
        case .categories: try readCategories(root)
        }
    }

    private mutating func readRegions(_ root: RegistryValue) throws(RegistryError) {
        let rows = try root.required("regions")
        words["regions"] = try texts("region", of: rows)
        var legacy: Set<String> = []
        for row in try rows.elements() where row.value["legacyCurrency"]?.kind == .string {
            legacy.insert(try row.required("region").nonEmptyText())
        }
        words["legacyRegions"] = legacy
    }

    private mutating func readCategories(_ root: RegistryValue) throws(RegistryError) {
        let map = try root.required("map")
        categoryNames.level1 = try map.required("level1").nonEmptyText()
        categoryNames.level2Prefix = try map.required("level2Prefix").nonEmptyText()
        for taxonomy in try root.required("taxonomies").elements() {
            let set = try taxonomy.required("set").nonEmptyText()
            var tree: [String: Set<String>] = [:]
            for key in try taxonomy.required("keys").elements() {
                tree[try key.required("key").nonEmptyText()] = try texts("key", of: key.required("below"))
            }
            for type in try taxonomy.required("offerTypes").elements() {
                trees[set, default: [:]][try type.nonEmptyText(), default: [:]].merge(tree) { $0.union($1) }
            }
        }
    }

    private func texts(_ name: String, of rows: RegistryValue) throws(RegistryError) -> Set<String> {
        var texts: Set<String> = []
        for row in try rows.elements() { texts.insert(try row.required(name).nonEmptyText()) }
        return texts
    }
}
