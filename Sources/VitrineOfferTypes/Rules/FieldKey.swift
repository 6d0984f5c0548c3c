/// A field's key as the names that lead to its value: `a-b.c.*.d` is `a-b.c`, any entry, `d`.
///
/// A first part with a hyphen is a prefix, and belongs to the name after it.
package struct FieldKey: Sendable, Hashable {
    package let text: String
    let names: [String]

    /// Any member of an object, or item of an array.
    static let any = "*"

    package init(_ text: String) {
        self.text = text
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, first.contains("-"), parts.count > 1 else {
            names = parts
            return
        }
        names = ["\(first).\(parts[1])"] + parts.dropFirst(2)
    }
}

/// A key as conditions and sets name it: of the object that is looked at, of the offer, or of any plan.
package struct KeyReference: Sendable, Hashable {
    enum Holder: Sendable {
        case same, offer, anyPlan
    }

    let holder: Holder
    let key: FieldKey

    init(_ text: String) {
        if text.hasPrefix("offer:") {
            holder = .offer
            key = FieldKey(String(text.dropFirst("offer:".count)))
        } else if text.hasPrefix("anyPlan:") {
            holder = .anyPlan
            key = FieldKey(String(text.dropFirst("anyPlan:".count)))
        } else {
            holder = .same
            key = FieldKey(text)
        }
    }
}
