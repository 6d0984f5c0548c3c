import ExactJSON
import VitrinePrices

/// The data files of the registry: regions, core sizes, currencies, categories, and further sets of words.
///
/// Several files may say something of one set: a file adds to what is there, and replaces nothing.
struct RegistryData {
    private var words: [String: Set<String>] = [:]
    private var trees: [String: [String: [String: Set<String>]]] = [:]
    private var categoryNames: (names: NamedSets.CategoryNames, place: RegistryPlace)?

    /// What prices are held against: the regions of all files, and the last table of currencies, which takes the place of those
    /// before it.
    private var regions: RegionTable?
    private var currencies: CurrencyTable?

    /// Where each set was named first.
    private var places: [String: RegistryPlace] = [:]

    /// The types that categories are for, and where that is said.
    private(set) var typeReferences: [RegistryPart.Reference] = []

    var sets: NamedSets {
        NamedSets(words: words, trees: trees, categoryNames: categoryNames?.names ?? NamedSets.CategoryNames())
    }

    /// `nil` where there are no regions, or no currencies.
    var priceBook: PriceBook? {
        guard let regions, let currencies else { return nil }
        return PriceBook(regions: regions, currencies: currencies)
    }

    /// The names of all sets.
    var names: [String] { Array(words.keys) + Array(trees.keys) }

    /// Adds what a file of one of the kinds of data says.
    mutating func read(_ root: RegistryValue, kind: FileKind) throws(RegistryError) {
        switch kind {
        case .regions: try readRegions(root)
        case .cores: try readCores(root)
        case .currencies: try readCurrencies(root)
        case .categories: try readCategories(root)
        case .sets: try readSets(root)
        case .type, .module, .workflows: break
        }
    }

    private static let fileMembers: Set = ["format", "kind", "source", "note"]

    private static func expect(_ root: RegistryValue, with names: Set<String>) throws(RegistryError) {
        try root.expectObject(with: fileMembers.union(names))
        for name in ["source", "note"] { _ = try root.optional(name)?.text() }
    }
}

// MARK: - Words

extension RegistryData {
    private mutating func readRegions(_ root: RegistryValue) throws(RegistryError) {
        try Self.expect(root, with: ["regions"])
        let rows = try root.required("regions")
        try rows.expectRows(required: ["region", "name"], optional: ["currency", "legacyCurrency", "note"])
        try add(rows.each { (row) throws(RegistryError) in try row.required("region") }, to: "regions", at: rows.place)
        let legacy = try rows.elements().filter { $0.value["legacyCurrency"]?.kind == .string }
        let regions = legacy.compactMap { $0.value["region"]?.string }
        words["legacyRegions", default: []].formUnion(regions)
        places["legacyRegions"] = places["regions"]
        let table = try root.table { (bytes, file) throws(TableError) in try RegionTable(reading: bytes, file: file) }
        self.regions = self.regions?.adding(table) ?? table
    }

    private mutating func readCores(_ root: RegistryValue) throws(RegistryError) {
        try Self.expect(root, with: ["cores"])
        let rows = try root.required("cores")
        let keys = try rows.each { (row) throws(RegistryError) in
            try row.expectObject(with: ["key", "cores", "added"])
            if let cores = row.optional("cores"), cores.value.kind != .null { _ = try cores.positiveInteger() }
            if let added = row.optional("added"), added.value.kind != .null { _ = try added.nonEmptyText() }
            return try row.required("key")
        }
        try add(keys, to: "coreSizes", at: rows.place)
    }

    private mutating func readCurrencies(_ root: RegistryValue) throws(RegistryError) {
        try Self.expect(root, with: ["date", "base", "rates", "minorUnits"])
        _ = try root.required("date").nonEmptyText()
        let base = try root.required("base")
        guard try base.text() == "USD" else { throw base.place.error("Rates are for one US dollar: write \"USD\".") }
        let rates = try root.required("rates")
        for (_, rate) in try rates.namedMembers() { try rate.expectRate() }
        currencies = try root.table { (bytes, file) throws(TableError) in
            try CurrencyTable(reading: bytes, file: file)
        }
        words["currencies", default: []].formUnion(try rates.namedMembers().map(\.name))
        places["currencies"] = places["currencies"] ?? rates.place
    }

    private mutating func readSets(_ root: RegistryValue) throws(RegistryError) {
        try Self.expect(root, with: ["sets"])
        for set in try root.required("sets").elements() {
            try set.expectObject(with: ["name", "words"])
            let name = try set.required("name")
            let text = try name.nonEmptyText()
            if let place = places[text] {
                throw name.place.error("There is a set '\(text)' already, at \(place.shown). Choose another name.")
            }
            try add(try set.required("words").elements(), to: text, at: name.place)
        }
    }

    /// Adds texts to a set, which may be new.
    private mutating func add(
        _ values: [RegistryValue],
        to set: String,
        at place: RegistryPlace
    ) throws(RegistryError) {
        places[set] = places[set] ?? place
        words[set] = words[set] ?? []
        for value in values { try add(try value.nonEmptyText(), at: value.place, to: set) }
    }

    private mutating func add(_ word: String, at place: RegistryPlace, to set: String) throws(RegistryError) {
        guard words[set, default: []].insert(word).inserted else {
            throw place.error("'\(word)' is in the set '\(set)' already. Leave it out: files add to sets.")
        }
    }
}

// MARK: - Categories

extension RegistryData {
    private mutating func readCategories(_ root: RegistryValue) throws(RegistryError) {
        try Self.expect(root, with: ["map", "taxonomies"])
        try readNames(try root.required("map"))
        for taxonomy in try root.required("taxonomies").elements() {
            try taxonomy.expectObject(with: ["set", "id", "offerTypes", "keys"])
            _ = try taxonomy.required("id").nonEmptyText()
            let set = try taxonomy.required("set")
            let name = try set.nonEmptyText()
            if let place = places[name], words[name] != nil {
                throw set.place.error("'\(name)' is a set of plain words, at \(place.shown). Choose another name.")
            }
            places[name] = places[name] ?? set.place
            trees[name] = trees[name] ?? [:]
            let tree = try taxonomy.required("keys").tree()
            for type in try taxonomy.required("offerTypes").references() {
                trees[name, default: [:]][type.id, default: [:]].merge(tree) { $0.union($1) }
                typeReferences.append(type)
            }
        }
    }

    /// The names of the members of a category are the same in all files.
    private mutating func readNames(_ map: RegistryValue) throws(RegistryError) {
        try map.expectObject(with: ["level1", "level2Prefix"])
        let names = NamedSets.CategoryNames(
            level1: try map.required("level1").nonEmptyText(),
            level2Prefix: try map.required("level2Prefix").nonEmptyText()
        )
        guard let first = categoryNames else {
            categoryNames = (names, map.place)
            return
        }
        guard names == first.names else {
            throw map.place.error("Write the same names as \(first.place.shown): there is one way to write categories.")
        }
    }
}

extension RegistryValue {
    /// Refuses rows that aren't objects of texts. Those that may be left out may be null too.
    fileprivate func expectRows(required: [String], optional names: [String]) throws(RegistryError) {
        _ = try each { (row) throws(RegistryError) in
            try row.expectObject(with: Set(required + names))
            for name in required { _ = try row.required(name).nonEmptyText() }
            for name in names {
                if let value = row.optional(name), value.value.kind != .null { _ = try value.text() }
            }
        }
    }

    /// What is below each word of the first level.
    fileprivate func tree() throws(RegistryError) -> [String: Set<String>] {
        var tree: [String: Set<String>] = [:]
        for key in try elements() {
            try key.expectObject(with: ["key", "label", "below"])
            _ = try key.required("label").nonEmptyText()
            let below = try key.required("below").each { (word) throws(RegistryError) in
                try word.expectObject(with: ["key", "label"])
                _ = try word.required("label").nonEmptyText()
                return try word.required("key").nonEmptyText()
            }
            tree[try key.required("key").nonEmptyText()] = Set(below)
        }
        return tree
    }
}

extension RegistryValue {
    /// A rate as digits in a string, so that no tool on the way makes a binary fraction of it.
    fileprivate func expectRate() throws(RegistryError) {
        let text = try text()
        guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), text.first != ".", text.last != ".",
            let number = Double(text), number > 0
        else { throw place.error("Write a rate as a string of digits, such as \"1.4185\".") }
    }

    /// The whole file, as a table that prices are held against.
    fileprivate func table<Table>(
        _ read: ([UInt8], String) throws(TableError) -> Table
    ) throws(RegistryError) -> Table {
        do throws(TableError) {
            return try read(Array(value.text), place.file)
        } catch {
            throw place.error(error.reason, onLine: error.line)
        }
    }
}
