/// The id of an offer type, such as `microsoft-azure-virtualmachines`. Compared to the letter.
package struct OfferTypeID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A type to look for. Throws a ``Refusal`` with code `badRequest` when it can't be part of a path.
    package init(lookup text: String) throws(Refusal) {
        try NameSyntax.checkLookup(text, what: "offer type id")
        self.init(rawValue: text)
    }

    package var description: String { rawValue }
}
