import ExactJSON

/// What a file of the registry says about one path of a definition.
struct SecretDeclaration {
    /// From the definition on; `*` stands for every item of an array.
    let path: JSONPointer
    let rule: Rule
    let place: RegistryPlace

    enum Rule: Equatable {
        /// The member's value is a secret, as a whole.
        case secret

        /// An object all of whose members are secret but those listed, which are compared to the letter.
        case closed(open: [String])

        /// An array of objects that are told apart by their member of this name.
        case array(itemID: String)
    }

    /// Whether this takes out the values of `field`.
    ///
    /// Field keys join names with dots, and names have dots too, so that they are compared with a path's joined names.
    func hides(_ field: OfferField) -> Bool {
        guard let key = key(at: field.level) else { return false }
        switch rule {
        case .secret:
            return field.key == key
        case .closed(let open):
            guard field.key.hasPrefix(key + ".") else { return false }
            let name = field.key.dropFirst(key.count + 1)
            return !open.contains { name == $0 || name.hasPrefix($0 + ".") }
        case .array:
            return false
        }
    }

    /// The path as a field of this level would write it; `nil` when it leads elsewhere.
    private func key(at level: OfferField.Level) -> String? {
        let prefix: [String]
        switch level {
        case .offer: prefix = ["offer"]
        case .plan: prefix = ["plans", "*"]
        case .definition: return (["definition"] + path.tokens).joined(separator: ".")
        case .root: return nil
        }
        guard path.tokens.starts(with: prefix) else { return nil }
        return path.tokens.dropFirst(prefix.count).joined(separator: ".")
    }
}
