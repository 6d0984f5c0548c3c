/// One field of an offer type, as the registry describes it.
package struct OfferField: Sendable {
    /// The member's name; members of an object after a dot, `*` for any item.
    package let key: String

    package let level: Level

    /// The kind of value in the registry's words: `string(url)`, `array<string>`.
    package let type: String

    /// Whether a publish needs it: `yes`, `no`, or a condition in words. A draft never does.
    package let required: String

    /// Lengths, counts, patterns and enumerations in words; empty when there are none.
    package let limits: String

    /// Whether its value never comes back out.
    package let isSecret: Bool

    /// Where the knowledge comes from, in the codes of the offer types reference, section 0.
    package let evidence: String

    /// What a machine can check of it; `nil` where it can't.
    package let rule: FieldRule?

    /// The rule as its file has it, a JSON text; `nil` where it has none.
    let ruleText: ArraySlice<UInt8>?

    /// Why a machine can't check it, in words.
    let why: String?

    /// The object in which a field stands.
    package enum Level: String, Sendable, CaseIterable {
        /// A member of `definition.offer`.
        case offer

        /// A member of each of `definition.plans`.
        case plan

        /// A member of the definition, whose key is written with `definition.` in front.
        case definition

        /// A member of the request's body, beside the definition.
        case root
    }
}
