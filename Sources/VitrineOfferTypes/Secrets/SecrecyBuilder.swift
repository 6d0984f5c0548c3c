import ExactJSON
import VitrineCore

/// Puts declarations together to one tree, and refuses those that can't stand beside each other.
struct SecrecyBuilder {
    private var root = Draft()

    /// A node on the way: with a rule, or a plain object that leads somewhere.
    private struct Draft {
        var rule: SecretDeclaration.Rule?

        /// By folded name; an array's only one is `*`.
        var children: [String: Draft] = [:]
    }

    /// Adds a declaration, all those with shorter paths having been added before.
    mutating func add(_ declaration: SecretDeclaration) throws(RegistryError) {
        try Self.add(declaration, tokens: declaration.path.tokens[...], to: &root)
    }

    func build() -> Secrecy {
        Secrecy(root: Self.branch(root))
    }
}

// MARK: - Adding

extension SecrecyBuilder {
    private static func add(
        _ declaration: SecretDeclaration,
        tokens: ArraySlice<String>,
        to draft: inout Draft
    ) throws(RegistryError) {
        guard let token = tokens.first else {
            try set(declaration.rule, of: &draft, declaration)
            return
        }
        if let rule = draft.rule {
            guard try lets(declaration, tokens, passThrough: rule) else { return }
        } else if token == "*" {
            throw declaration.place.error("List the array that '*' stands in under 'arrays'.")
        }
        try add(declaration, tokens: tokens.dropFirst(), to: &draft.children[token.asciiFolded, default: Draft()])
    }

    /// Whether the path goes on below a value that has `rule`; `false` when it says again what holds anyway.
    private static func lets(
        _ declaration: SecretDeclaration,
        _ tokens: ArraySlice<String>,
        passThrough rule: SecretDeclaration.Rule
    ) throws(RegistryError) -> Bool {
        switch rule {
        case .secret:
            throw declaration.place.error("The path runs through a secret, which is taken out as a whole.")
        case .closed(let open):
            guard declaration.rule == .secret, tokens.count == 1, let name = tokens.first, !open.contains(name) else {
                throw declaration.place.error("The path runs through a closed object; only its members can be secrets.")
            }
            return false
        case .array(let itemID):
            guard tokens.first == "*" else {
                throw declaration.place.error("The path runs through an array; write '*' for its items.")
            }
            try checkItem(declaration, tokens.dropFirst(), itemID: itemID)
            return true
        }
    }

    /// Items have to remain objects whose id can be read.
    private static func checkItem(
        _ declaration: SecretDeclaration,
        _ tokens: ArraySlice<String>,
        itemID: String
    ) throws(RegistryError) {
        guard let name = tokens.first else {
            if case .closed(let open) = declaration.rule, open.contains(itemID) { return }
            throw declaration.place.error("An array's items can only be closed objects that leave '\(itemID)' open.")
        }
        guard name.asciiFolded != itemID.asciiFolded else {
            throw declaration.place.error("'\(itemID)' tells the array's items apart, so it can't be secret.")
        }
    }

    private static func set(
        _ rule: SecretDeclaration.Rule,
        of draft: inout Draft,
        _ declaration: SecretDeclaration
    ) throws(RegistryError) {
        guard draft.rule == nil || draft.rule == rule else {
            throw declaration.place.error("Something else is declared for the same path, here or in another file.")
        }
        draft.rule = rule
    }
}

// MARK: - Building

extension SecrecyBuilder {
    /// The draft without what leads to no secret.
    private static func branch(_ draft: Draft) -> Secrecy.Branch {
        Secrecy.Branch(draft.children.compactMapValues(node))
    }

    private static func node(_ draft: Draft) -> Secrecy.Node? {
        switch draft.rule {
        case .secret:
            return .secret
        case .closed(let open):
            return .closed(open: open)
        case .array(let itemID):
            return draft.children["*"].flatMap(items).map { .array(itemID: itemID, $0) }
        case nil:
            let branch = branch(draft)
            return branch.isEmpty ? nil : .object(branch)
        }
    }

    private static func items(_ draft: Draft) -> Secrecy.Items? {
        if case .closed(let open) = draft.rule { return .closed(open: open) }
        let branch = branch(draft)
        return branch.isEmpty ? nil : .object(branch)
    }
}
