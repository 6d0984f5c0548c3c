/// Sets of words that values come from, as the data files of the registry have them.
final class NamedSets: Sendable {
    private let words: [String: Set<String>]

    /// By set, then by offer type: what is below each word of the first level.
    private let trees: [String: [String: [String: Set<String>]]]

    /// How the members of a category are called.
    let categoryNames: CategoryNames

    struct CategoryNames: Sendable, Equatable {
        var level1 = "categoryL1"
        var level2Prefix = "categoryL2-"
    }

    init(
        words: [String: Set<String>],
        trees: [String: [String: [String: Set<String>]]],
        categoryNames: CategoryNames
    ) {
        self.words = words
        self.trees = trees
        self.categoryNames = categoryNames
    }

    /// Whether there is a set of this name.
    func has(_ name: String) -> Bool { words[name] != nil || trees[name] != nil }

    /// Whether `word` is in the set, as far as is known for offers of this type: of one that isn't known for it, every word is.
    func holds(_ word: String, in name: String, of type: String) -> Bool {
        if let words = words[name] { return words.contains(word) }
        guard let tree = tree(name, of: type) else { return true }
        return tree[word] != nil
    }

    /// What is below each word of a set of two levels; `nil` where that isn't known for offers of this type.
    func tree(_ name: String, of type: String) -> [String: Set<String>]? { trees[name]?[type] }
}
