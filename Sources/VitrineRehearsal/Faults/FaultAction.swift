/// What a fault does with a request. At most one of what ends the call: an ``ending``.
package struct FaultAction: Sendable, Equatable {
    /// How long the request is held back first.
    package let latency: ScenarioDuration?

    /// What happens instead of an answer of the server.
    package let ending: Ending?

    /// After how many bytes of its body the answer is cut off, and the connection closed.
    package let truncateAfter: Int?

    /// How long a token that this call issues is good for.
    package let tokenLifetime: ScenarioDuration?

    /// What somebody else does to the offer, once this call is answered.
    package let edit: Edit?

    /// What ends a call before the server sees it.
    package enum Ending: Sendable, Equatable {
        case answer(FaultAnswer)

        /// The connection is closed without an answer.
        case drop
    }

    /// A change to an offer's draft by somebody else.
    package struct Edit: Sendable, Equatable {
        /// A JSON merge patch (RFC 7396) for the definition.
        package let patch: [UInt8]

        /// Who did it, for the log of changes.
        package let author: String
    }
}

/// An answer that stands in for the server's.
package struct FaultAnswer: Sendable, Equatable {
    package let status: Int

    /// In the order in which they are sent; `Content-Type` is among them when there is a body.
    package let headers: [HeaderField]
    package let body: [UInt8]
}
