/// A value that offers of one publisher don't share: the first to publish it has it, as long as one of its versions with it
/// stands in preview or production, or is on its way there.
package struct OfferClaim: Hashable, Sendable {
    /// The field's key.
    package let field: String

    /// The value as values are compared: without case.
    package let value: String

    /// Whether a version is refused whose claim another offer holds; else that is only said.
    package let isBinding: Bool

    package init(field: String, value: String, isBinding: Bool) {
        self.field = field
        self.value = value.asciiFolded
        self.isBinding = isBinding
    }
}

/// Another offer holds a binding claim: nothing was written.
package struct ClaimHeld: Error, Sendable, Equatable {
    package let claim: OfferClaim

    package init(_ claim: OfferClaim) {
        self.claim = claim
    }
}
