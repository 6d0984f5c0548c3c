/// The id of an offer type, such as `microsoft-azure-virtualmachines`. Compared to the letter.
package struct OfferTypeID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}
