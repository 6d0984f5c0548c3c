package import VitrineCore

/// Whether a rehearsal showed what was expected, and why.
package struct ExpectationOutcome: Sendable, Equatable {
    package let expectation: Expectation
    package let isMet: Bool

    /// A sentence that says what was seen.
    package let sentence: String
}

/// Where an offer stands when a rehearsal ends.
package struct RehearsedOffer: Sendable, Equatable {
    /// The name that its publisher gave it, and the GUID that paths take in its place.
    package let name: String
    package let guid: GUID

    /// The newest publish and the newest go live; `nil` when there was none.
    package let publish: OperationState?
    package let goLive: OperationState?

    /// The version in the preview slot.
    package let preview: Int64?

    /// The version in the production slot.
    package let production: Int64?

    package init(
        name: String,
        guid: GUID,
        publish: OperationState?,
        goLive: OperationState?,
        preview: Int64?,
        production: Int64?
    ) {
        self.name = name
        self.guid = guid
        self.publish = publish
        self.goLive = goLive
        self.preview = preview
        self.production = production
    }
}
