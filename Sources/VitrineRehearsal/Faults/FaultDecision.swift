/// What faults do to one request, all rules together.
package struct FaultDecision: Sendable, Equatable {
    /// The names of the rules that strike, in their order: what the journal notes.
    package var rules: [String] = []

    /// How long the request is held back before anything else: the latencies of all rules together.
    package internal(set) var latency = ScenarioDuration(milliseconds: 0)

    /// What happens instead of an answer of the server; of several rules the first one's.
    package internal(set) var ending: FaultAction.Ending?

    /// After how many bytes the answer's body is cut off; of several the fewest.
    package internal(set) var truncateAfter: Int?

    /// How long a token is good for that this call issues; of several the shortest.
    package internal(set) var tokenLifetime: ScenarioDuration?

    /// Nothing goes wrong.
    package static let none = FaultDecision()

    /// Whether nothing goes wrong.
    package var isNone: Bool { self == .none }

    /// The rules' names in one text, for ``Exchange/fault``; `nil` when none strikes.
    package var shown: String? { rules.isEmpty ? nil : rules.joined(separator: ", ") }
}

/// Somebody else's change of an offer's draft.
package struct OfferEdit: Sendable, Equatable {
    /// The name of the rule that wants it.
    package let rule: String
    package let publisher: String
    package let offer: String

    /// A JSON merge patch for the definition; see ``JSONMergePatch``.
    package let patch: [UInt8]

    /// Who did it.
    package let author: String
}
