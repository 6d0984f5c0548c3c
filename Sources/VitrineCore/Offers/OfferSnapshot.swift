/// One state of one offer, complete enough to be served: what a read of a store gives back.
package struct OfferSnapshot: Sendable, Equatable {
    package let offer: Offer

    /// Number of the version shown.
    package let version: Int64

    /// When that version was last modified.
    package let changedTime: Timestamp

    /// The definition's exact text, as it was sent but for its secrets.
    package let definition: [UInt8]

    /// JSON Pointers, into the representation, of the secrets that are set; ready for a header, or empty.
    package let secretFields: String

    /// The slot that was asked for, when it was a slot.
    package let slot: Slot?

    /// What became of the version's artifacts, as far as they were fetched or tried.
    package let artifacts: [OfferArtifact]

    package init(
        offer: Offer,
        version: Int64,
        changedTime: Timestamp,
        definition: [UInt8],
        secretFields: String,
        slot: Slot?,
        artifacts: [OfferArtifact] = []
    ) {
        self.offer = offer
        self.version = version
        self.changedTime = changedTime
        self.definition = definition
        self.secretFields = secretFields
        self.slot = slot
        self.artifacts = artifacts
    }

    /// The same state with another text of its definition.
    package func showing(_ definition: [UInt8]) -> OfferSnapshot {
        OfferSnapshot(
            offer: offer,
            version: version,
            changedTime: changedTime,
            definition: definition,
            secretFields: secretFields,
            slot: slot,
            artifacts: artifacts
        )
    }

    /// Tag of this state: the time of the last change of anything that is shown, be it content, version number,
    /// status, or which version stands in the slot.
    ///
    /// Source: wire contract, section 3.
    package var entityTag: EntityTag {
        let placed: Timestamp? =
            switch slot {
            case .preview: offer.preview?.since
            case .production: offer.production?.since
            case .draft, nil: nil
            }
        return EntityTag(max(changedTime, offer.statusTime, placed ?? changedTime))
    }
}

/// What a store answers to a read: the state, or what of it is missing.
package enum OfferLookup: Sendable, Equatable {
    case found(OfferSnapshot)
    case noPublisher
    case noOffer
    case noVersion
    case emptySlot
}

/// One line of a list of offers.
package struct OfferSummary: Sendable, Equatable {
    package let offer: Offer

    /// When the draft was last modified.
    package let changedTime: Timestamp

    /// The exact JSON text of the draft's `displayText`, or `nil` when it has none.
    package let displayText: [UInt8]?

    package init(offer: Offer, changedTime: Timestamp, displayText: [UInt8]?) {
        self.offer = offer
        self.changedTime = changedTime
        self.displayText = displayText
    }
}
