/// Where offers are kept. Every back end passes `StoreConformanceTests` unchanged.
package protocol OfferStore: Sendable {
    /// Says whether answers that were read earlier still hold: as long as the mark's parts are equal, nothing of that
    /// kind has changed in the store, by this process or any other.
    ///
    /// A write that was acknowledged is in every mark taken later. Take the mark before reading what it is to vouch for.
    func mark() async throws -> StoreMark

    /// The same, where it can be told without waiting; `nil` where it can't, or can't be told now.
    var knownMark: StoreMark? { get }

    /// The state of an offer that `selector` names. One read; sees every write acknowledged before it began.
    func offer(_ name: OfferName, _ selector: OfferSelector) async throws -> OfferLookup

    /// Offers of a publisher in the order of their keys: at most `limit` of them (1 or more), only those of `type` and
    /// those whose key is greater than that of `after`, where these are given.
    func offers(
        of publisher: PublisherID,
        type: OfferTypeID?,
        after: OfferID?,
        limit: Int
    ) async throws -> [OfferSummary]

    /// Entries of the log of changes of the offer of that name, newest first: at most `limit` of them (1 or more), only those
    /// whose number is less than `before` where that is given. Those of offers of that name that were deleted are among them.
    func changes(of name: OfferName, before: Int64?, limit: Int) async throws -> ChangesLookup

    /// The secrets of the version that `selector` names, sealed, in the order of their paths; none where there is no such version.
    func secrets(of name: OfferName, _ selector: OfferSelector) async throws -> [SealedSecret]

    /// Which of `claims` other offers of the same publisher hold, and which offer it is. One read.
    func holders(of claims: [OfferClaim], besides name: OfferName) async throws -> [OfferClaim: OfferID]

    /// Looks at an offer's draft and writes what `decide` makes of it, all in one transaction.
    ///
    /// `decide` gets the offer as it stands, or `nil` when there is none, and must be a pure function: a back end may
    /// call it again after a conflict. Writers of one offer are in line, each seeing what the one before it wrote.
    /// When this returns, the change is durable.
    ///
    /// - Returns: The draft as it stands afterwards, `nil` when there is none; and the note that `decide` gave with its
    ///   last decision.
    /// - Throws: What `decide` throws; then nothing has changed. ``Refusal`` with code `publisherNotFound` when the
    ///   publisher isn't there; `storeUnavailable` when the store can't take writes now (its disk is full). ``ClaimHeld``.
    func change<Note: Sendable>(
        _ name: OfferName,
        deciding decide: @escaping @Sendable (StoredDraft?) throws -> (OfferDecision, Note)
    ) async throws -> (OfferSnapshot?, Note)
}

/// An offer and its draft's content, as they stand in the store.
package struct StoredDraft: Sendable, Equatable {
    package let offer: Offer
    package let content: DraftContent

    package init(offer: Offer, content: DraftContent) {
        self.offer = offer
        self.content = content
    }
}

/// What a use case wants written.
package enum OfferDecision: Sendable {
    /// Nothing: the offer stays as it is.
    case keep

    /// The steps in their order, in one transaction. The first is the offer's creation where there was none.
    case write([OfferWrite])
}

extension OfferDecision {
    /// Whether its first step is a draft, and no other is one.
    package var beginsWithOnlyDraft: Bool {
        guard case .write(let steps) = self, let first = steps.first else { return false }
        return first.isDraft && !steps.dropFirst().contains(where: \.isDraft)
    }

    /// The offer and its draft as they stand once this decision about `stored` is written; `nil` when there is none.
    package func outcome(for stored: StoredDraft?) -> StoredDraft? {
        switch self {
        case .keep: stored
        case .write(let steps): steps.reduce(stored) { $1.outcome(for: $0) }
        }
    }
}

extension StoredDraft {
    /// The draft as a read gives it.
    package var snapshot: OfferSnapshot {
        OfferSnapshot(
            offer: offer,
            version: offer.draftVersion,
            changedTime: offer.draftChangedTime,
            definition: content.definition,
            secretFields: content.secretFields,
            slot: .draft
        )
    }
}

extension OfferWrite {
    fileprivate var isDraft: Bool {
        if case .draft = self { true } else { false }
    }

    fileprivate func outcome(for stored: StoredDraft?) -> StoredDraft? {
        switch self {
        case .draft(let content, let offer): StoredDraft(offer: offer, content: content)
        case .freeze(let offer), .row(let offer): stored.map { StoredDraft(offer: offer, content: $0.content) }
        case .removal: nil
        case .claim, .operation, .log, .notice, .fetch: stored
        }
    }
}

/// One step of a write. Each carries the offer's row as it stands after that step.
package enum OfferWrite: Sendable {
    /// The draft, which may be that of a new offer, gets this content.
    case draft(DraftContent, Offer)

    /// The draft is frozen under its number; a copy, secrets included, becomes the next version and the draft.
    case freeze(Offer)

    /// That frozen version has these claims.
    ///
    /// - Throws: ``ClaimHeld`` when another offer holds one that is binding.
    case claim(version: Int64, [OfferClaim])

    /// Only the row changes: the status, or which version stands in a slot.
    case row(Offer)

    /// A new operation, or an operation's next revision.
    case operation(OfferOperation)

    /// The offer, all its versions, secrets and operations are removed; its log stays.
    case removal

    /// One more entry in the log of changes of the offer, which is there.
    case log(OfferChange)

    /// People and machines are told something.
    case notice(Notice)

    /// The artifacts of that version are to be fetched, as a round of that id, at once. The version is there.
    case fetch(version: Int64, GUID)
}

/// A reading of how often a store has changed. Parts are only ever compared for equality.
package struct StoreMark: Hashable, Sendable {
    /// Changes with every write of anything.
    package let everything: UInt64

    /// Changes with publishers, applications, members and keys.
    package let access: UInt64

    package init(everything: UInt64, access: UInt64) {
        self.everything = everything
        self.access = access
    }
}
