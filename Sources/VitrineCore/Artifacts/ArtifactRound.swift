/// The artifacts of one version, to be fetched.
package struct ArtifactRound: Sendable, Equatable {
    /// Another one each time the round is asked for anew.
    package let id: GUID
    package let name: OfferName
    package let version: Int64

    /// How often it was tried before.
    package let attempts: Int

    package init(id: GUID, name: OfferName, version: Int64, attempts: Int) {
        self.id = id
        self.name = name
        self.version = version
        self.attempts = attempts
    }
}

/// What is known of a version's artifacts.
package struct ArtifactState: Sendable, Equatable {
    package let artifacts: [OfferArtifact]

    /// Whether some are still to be fetched.
    package let isPending: Bool

    package init(artifacts: [OfferArtifact], isPending: Bool) {
        self.artifacts = artifacts
        self.isPending = isPending
    }
}
