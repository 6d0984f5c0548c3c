package import ExactJSON
package import VitrineCore

/// A definition and its secrets, apart.
package struct SplitDefinition: Sendable {
    /// The definition's text, byte for byte as it was sent but for the secret members.
    package let text: [UInt8]

    /// The exact JSON text of `displayText`; `nil` when there is none.
    package let displayText: [UInt8]?

    /// What the definition says about secrets, in the order of the text.
    ///
    /// Where something is said of a container and then of what is in it, or twice of one path, the later holds.
    package let supplied: [SuppliedSecret]

    let items: ItemIndex
    let secrecy: Secrecy
}

/// Where the items of the arrays that may hold secrets stand: by the array's place, then by the item's token.
struct ItemIndex {
    private var positions: [JSONPointer: [String: Int]] = [:]

    /// An item of the array at `array` that stands at `position`.
    subscript(array: JSONPointer, token: String) -> Int? {
        get { positions[array]?[token] }
        set { positions[array, default: [:]][token] = newValue }
    }
}

extension SplitDefinition {
    /// Where a secret of `path`, stored or supplied, would stand in this definition; `nil` when an array item that it
    /// belongs to isn't there.
    package func pointer(of path: SecretPath) -> JSONPointer? {
        guard let path = JSONPointer(path.description) else { return nil }
        var pointer = JSONPointer(tokens: [])
        var node: Secrecy.Node? = .object(secrecy.root)
        for token in path.tokens {
            switch node {
            case .array(_, let item):
                guard let position = items[pointer, token] else { return nil }
                pointer.tokens.append(String(position))
                node = item.node
            case .object(let branch):
                pointer.tokens.append(token)
                node = branch[token]
            case .closed, .secret, nil:
                pointer.tokens.append(token)
                node = nil
            }
        }
        return pointer
    }
}

extension Secrecy.Items {
    fileprivate var node: Secrecy.Node {
        switch self {
        case .closed(let open): .closed(open: open)
        case .object(let branch): .object(branch)
        }
    }
}
