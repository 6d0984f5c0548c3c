/// Where an offer stands in its life. Raw values are stored and served, so they never change.
///
/// Source: wire contract, section 5.
package enum OfferStatus: String, Sendable, CaseIterable {
    case neverPublished, notStarted, waitingForPublisherReview, running, succeeded, canceled, failed
}

/// Which form of operation URL an offer uses. Raw values are stored and served, so they never change.
///
/// Source: wire contract, sections 2 and 4.
package enum MigrationStatus: String, Sendable, CaseIterable {
    case none, migrated
}

/// One of the three places in which a version of an offer can stand.
package enum Slot: String, Sendable, CaseIterable {
    case draft, preview, production

    /// The slot that a path names, in any case; `view` and `staging` are taken as `preview`.
    ///
    /// Source: wire contract, section 2.
    package init?(pathName: String) {
        switch pathName.asciiFolded {
        case "draft": self = .draft
        case "preview", "view", "staging": self = .preview
        case "production": self = .production
        default: return nil
        }
    }
}

/// Which state of an offer is asked for.
package enum OfferSelector: Hashable, Sendable {
    /// What stands in a slot now; the draft slot holds the newest version.
    case slot(Slot)

    /// One version by its number, frozen or not.
    case version(Int64)
}
