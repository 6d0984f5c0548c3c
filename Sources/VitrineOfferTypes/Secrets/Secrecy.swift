import ExactJSON
import VitrineCore

/// Which members of a definition are secret: a tree that is walked along with a definition.
///
/// It holds nothing that leads to no secret, so a walk visits what may hold one and no more. Names are found without
/// regard to ASCII letter case: `Password` is as secret as `password`.
package struct Secrecy: Sendable {
    let root: Branch

    /// What to do with a value.
    enum Node: Sendable {
        /// Take it out.
        case secret

        /// Take all members out but these, compared to the letter.
        case closed(open: [String])

        /// Look into some of its members.
        case object(Branch)

        /// Look into each item; items are told apart by their member of this name.
        case array(itemID: String, Items)
    }

    /// What to do with the items of an array: they are objects, or refused.
    enum Items: Sendable {
        /// As ``Node/closed(open:)``; their id is open.
        case closed(open: [String])

        /// As ``Node/object(_:)``.
        case object(Branch)
    }

    /// The members of an object that are to be looked at.
    struct Branch: Sendable {
        /// By their names' lengths in bytes: most members of a definition are passed over without reading their names.
        private let children: [Int: [Child]]

        private struct Child {
            /// Folded to lower case.
            let name: [UInt8]
            let node: Node
        }

        init(_ nodes: [String: Node]) {
            let children = nodes.map { Child(name: Array($0.key.asciiFolded.utf8), node: $0.value) }
            self.children = Dictionary(grouping: children, by: \.name.count)
        }

        var isEmpty: Bool { children.isEmpty }

        subscript(member: JSONMember) -> Node? {
            let text = member.nameText.dropFirst().dropLast()
            guard text.contains(UInt8(ascii: "\\")) else { return node(text) }
            return self[member.name]
        }

        subscript(name: String) -> Node? { node(name.utf8) }

        private func node(_ name: some Collection<UInt8>) -> Node? {
            children[name.count]?.first { $0.name.elementsEqual(name, by: Self.areSame) }?.node
        }

        private static func areSame(folded: UInt8, other: UInt8) -> Bool {
            folded == other || (0x41...0x5A).contains(other) && folded == other | 0x20
        }
    }
}
