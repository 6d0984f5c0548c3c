/// An offer without its documents: its names, its state, and which version stands where.
///
/// A value: the functions on it return the offer as it would stand afterwards, and a store writes that in one
/// transaction. Every change takes a new time, later than all the offer's earlier ones, so that no two states share an
/// entity tag. Source: wire contract, sections 1 ("times") and 3.
package struct Offer: Sendable, Equatable {
    package let publisher: PublisherID
    package let id: OfferID

    /// Given at creation, never reused; every path takes it in place of the id.
    package let guid: GUID

    package let type: OfferTypeID
    package let migration: MigrationStatus
    package private(set) var status: OfferStatus

    /// Number of the version that the draft is; every lower number is frozen for ever.
    package private(set) var draftVersion: Int64

    /// When the draft's content last changed: what `If-Match` asks about.
    package private(set) var draftContentTime: Timestamp

    /// When the draft was last modified: its content replaced, or its number taken anew by a freeze.
    package private(set) var draftChangedTime: Timestamp

    /// When the status last changed.
    package private(set) var statusTime: Timestamp

    /// The offer's newest time: that of its last change of any kind.
    package private(set) var newestTime: Timestamp

    package private(set) var preview: Placement?
    package private(set) var production: Placement?

    /// A version that stands in a slot, and since when.
    package struct Placement: Sendable, Equatable {
        package let version: Int64
        package let since: Timestamp

        package init(version: Int64, since: Timestamp) {
            self.version = version
            self.since = since
        }
    }

    /// A new offer with version 1 as its draft.
    package init(
        publisher: PublisherID,
        id: OfferID,
        guid: GUID,
        type: OfferTypeID,
        migration: MigrationStatus,
        createdAt now: Timestamp
    ) {
        self.publisher = publisher
        self.id = id
        self.guid = guid
        self.type = type
        self.migration = migration
        status = .neverPublished
        draftVersion = 1
        draftContentTime = now
        draftChangedTime = now
        statusTime = now
        newestTime = now
    }

    /// An offer as a store gives it back.
    package init(
        publisher: PublisherID,
        id: OfferID,
        guid: GUID,
        type: OfferTypeID,
        migration: MigrationStatus,
        status: OfferStatus,
        draftVersion: Int64,
        draftContentTime: Timestamp,
        draftChangedTime: Timestamp,
        statusTime: Timestamp,
        newestTime: Timestamp,
        preview: Placement?,
        production: Placement?
    ) {
        self.publisher = publisher
        self.id = id
        self.guid = guid
        self.type = type
        self.migration = migration
        self.status = status
        self.draftVersion = draftVersion
        self.draftContentTime = draftContentTime
        self.draftChangedTime = draftChangedTime
        self.statusTime = statusTime
        self.newestTime = newestTime
        self.preview = preview
        self.production = production
    }

    /// Whether a version was ever frozen, that is, whether the offer was ever published.
    package var wasPublished: Bool { draftVersion > 1 || status != .neverPublished }

    /// The version that stands in `slot`, or `nil` when nothing does.
    package func version(in slot: Slot) -> Int64? {
        switch slot {
        case .draft: draftVersion
        case .preview: preview?.version
        case .production: production?.version
        }
    }
}

extension Offer {
    /// This offer after its draft's content was replaced.
    package func editingDraft(at now: Timestamp) -> Offer {
        var next = advanced(to: now)
        next.draftContentTime = next.newestTime
        next.draftChangedTime = next.newestTime
        return next
    }

    /// This offer after its draft was frozen as the version it has; the draft is then the next version, of the same
    /// content, so an editor's `If-Match` still holds.
    package func freezingDraft(at now: Timestamp) -> Offer {
        var next = advanced(to: now)
        next.draftVersion += 1
        next.draftChangedTime = next.newestTime
        return next
    }

    /// This offer with a frozen version standing in `slot`.
    ///
    /// - Throws: ``Refusal`` with code `versionNotFound` when `version` isn't frozen or `slot` is the draft.
    package func placing(version: Int64, in slot: Slot, at now: Timestamp) throws(Refusal) -> Offer {
        guard slot != .draft, version >= 1, version < draftVersion else {
            throw Refusal(.versionNotFound, "Only a frozen version can stand in preview or production.")
        }
        var next = advanced(to: now)
        let placement = Placement(version: version, since: next.newestTime)
        switch slot {
        case .preview: next.preview = placement
        case .production: next.production = placement
        case .draft: break
        }
        return next
    }

    /// This offer with `placement` in preview again, from now on; with an empty preview where that is `nil`.
    package func restoringPreview(_ placement: Placement?, at now: Timestamp) -> Offer {
        var next = advanced(to: now)
        next.preview = placement.map { Placement(version: $0.version, since: next.newestTime) }
        return next
    }

    /// This offer with another status; unchanged when it has that status already.
    package func settingStatus(_ status: OfferStatus, at now: Timestamp) -> Offer {
        guard status != self.status else { return self }
        var next = advanced(to: now)
        next.status = status
        next.statusTime = next.newestTime
        return next
    }

    /// This offer with a newest time of `now`, or one tick after its last where the clock has not moved on.
    private func advanced(to now: Timestamp) -> Offer {
        var next = self
        next.newestTime = max(now, newestTime.advanced(byTicks: 1))
        return next
    }
}
