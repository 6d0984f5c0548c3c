/// An entry of an offer's log of changes: who did what, when, and what it changed. Never holds the value of a secret.
package struct OfferChange: Sendable, Equatable {
    package let publisher: PublisherID
    package let offer: OfferID
    package let time: Timestamp

    /// Who did it, as ``Principal/name`` has it; ``worker`` for what an operation's steps came to.
    package let actor: String
    package let action: Action

    /// The version that it is about.
    package let version: Int64

    /// The draft's entity tag before; `nil` for a creation.
    package let tagBefore: EntityTag?

    /// The draft's entity tag afterwards: the next entry's tag before. `nil` for a deletion.
    package let tagAfter: EntityTag?

    /// The operation that it is about.
    package let operation: GUID?

    /// What of the draft changed, secrets by their places alone.
    package let members: ChangedMembers

    /// What was done. Raw values are stored and served.
    package enum Action: String, Sendable, CaseIterable {
        case created, replaced, deleted
        case publishStarted, goLiveStarted, rollbackStarted, cancelAsked, approved, rejected
        case previewReached, productionReached, operationFailed, operationCanceled
    }

    /// How the log names the server's own worker.
    package static let worker = "vitrine"

    /// An entry as a store gives it back.
    package init(
        publisher: PublisherID,
        offer: OfferID,
        time: Timestamp,
        actor: String,
        action: Action,
        version: Int64,
        tagBefore: EntityTag?,
        tagAfter: EntityTag?,
        operation: GUID?,
        members: ChangedMembers
    ) {
        self.publisher = publisher
        self.offer = offer
        self.time = time
        self.actor = actor
        self.action = action
        self.version = version
        self.tagBefore = tagBefore
        self.tagAfter = tagAfter
        self.operation = operation
        self.members = members
    }
}

extension OfferChange {
    /// The creation of `offer`.
    package static func creation(of offer: Offer, by actor: String) -> OfferChange {
        OfferChange(.created, by: actor, of: offer, after: offer, at: offer.newestTime)
    }

    /// The deletion of `offer`.
    package static func deletion(of offer: Offer, by actor: String, at now: Timestamp) -> OfferChange {
        let time = max(now, offer.newestTime)
        return OfferChange(.deleted, by: actor, of: offer, before: offer, at: time)
    }

    /// The replacement of a draft, that of `before`, by that of `after`.
    package static func replacement(
        of before: Offer,
        by after: Offer,
        _ actor: String,
        members: ChangedMembers
    ) -> OfferChange {
        let time = after.newestTime
        return OfferChange(.replaced, by: actor, of: after, before: before, after: after, at: time, members: members)
    }

    /// Something that was done about `operation`, which took the offer from `before` to `after`.
    package static func step(
        _ action: Action,
        of operation: OfferOperation,
        by actor: String,
        from before: Offer,
        to after: Offer
    ) -> OfferChange {
        OfferChange(
            publisher: after.publisher,
            offer: after.id,
            time: max(operation.changedAt, after.newestTime),
            actor: actor,
            action: action,
            version: operation.offerVersion,
            tagBefore: before.draftTag,
            tagAfter: after.draftTag,
            operation: operation.id,
            members: ChangedMembers()
        )
    }

    private init(
        _ action: Action,
        by actor: String,
        of offer: Offer,
        before: Offer? = nil,
        after: Offer? = nil,
        at time: Timestamp,
        members: ChangedMembers = ChangedMembers()
    ) {
        self.init(
            publisher: offer.publisher,
            offer: offer.id,
            time: time,
            actor: actor,
            action: action,
            version: offer.draftVersion,
            tagBefore: before?.draftTag,
            tagAfter: after?.draftTag,
            operation: nil,
            members: members
        )
    }
}

/// The places in a definition that a change was about, `/offer/title`; items of arrays by their own id,
/// `/plans/planId=basic/title`.
package struct ChangedMembers: Sendable, Equatable {
    package let paths: [String]

    /// Whether there were more, which were not noted.
    package let isCut: Bool

    /// Most places that one entry notes.
    package static let maximumCount = 100

    /// Most bytes that they take in all.
    package static let maximumBytes = 16_384

    package init(paths: [String] = [], isCut: Bool = false) {
        self.paths = paths
        self.isCut = isCut
    }
}

/// An entry with its number among those of an offer's name: 1, 2, 3 and so on, also beyond a deletion.
package struct LoggedChange: Sendable, Equatable {
    package let number: Int64
    package let change: OfferChange

    package init(number: Int64, change: OfferChange) {
        self.number = number
        self.change = change
    }
}

/// What a store answers to a question for an offer's log.
package enum ChangesLookup: Sendable, Equatable {
    /// Newest first. The offer may be deleted meanwhile.
    case found([LoggedChange])
    case noOffer
    case noPublisher
}
