package import VitrineCore

/// What is in the store when a rehearsal starts.
package struct ScenarioSeed: Sendable, Equatable {
    package let publishers: [Publisher]
    package internal(set) var applications: [SeededApplication]
    package let offers: [SeededOffer]

    /// Nothing at all.
    package static let empty = ScenarioSeed(publishers: [], applications: [], offers: [])

    /// How many offers there are, those of patterns counted.
    package var offerCount: Int { offers.reduce(0) { $0 + $1.count } }
}

/// A client that can ask for tokens.
package struct SeededApplication: Sendable, Equatable {
    /// What the client sends as `client_id`.
    package let clientID: GUID

    /// The name that people read.
    package let name: String

    /// What it sends as `client_secret`; `nil`: one is to be made up.
    package let secret: String?

    /// What it may do, and where.
    package let memberships: [Membership]

    /// A role in a publisher's namespace.
    package struct Membership: Sendable, Equatable {
        package let publisher: PublisherID
        package let role: Role
    }
}
