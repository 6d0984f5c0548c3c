/// What a writer asks of the stored offer before it may write: the meaning of `If-Match` and `If-None-Match`.
package struct WritePrecondition: Sendable, Equatable {
    package var ifMatch: TagCondition?
    package var ifNoneMatch: TagCondition?

    /// A condition on entity tags.
    package enum TagCondition: Sendable, Equatable {
        /// `*`
        case any

        /// The tags of ours in the list; texts that are none of ours are not in it, because they never match.
        case tags([EntityTag])
    }

    package init(ifMatch: TagCondition? = nil, ifNoneMatch: TagCondition? = nil) {
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
    }

    /// Refuses a PUT that may not be done on `offer` (`nil`: there is none).
    ///
    /// The table, in order; source: wire contract, section 3:
    ///
    /// | request | stored offer | answer |
    /// | --- | --- | --- |
    /// | `If-None-Match: *` | present | `preconditionFailed` |
    /// | `If-None-Match: tag` | present, equal | `preconditionFailed` |
    /// | no `If-Match` | present | `ifMatchRequired` where the profile requires it, else allowed |
    /// | `If-Match: tag` | present, content changed since | `preconditionFailed` |
    /// | `If-Match: tag` | absent | `preconditionFailed` |
    ///
    /// Everything else is allowed; `If-Match: *` creates, as deployed clients do.
    package func checkReplacing(_ offer: Offer?, requiringIfMatch: Bool) throws(Refusal) {
        guard let offer else { return try checkAbsent() }
        try checkIfNoneMatch(offer)
        switch ifMatch {
        case nil where requiringIfMatch:
            throw Refusal(.ifMatchRequired, "The offer exists. Send its entity tag in If-Match, or '*'.")
        case nil, .any: return
        case .tags(let tags): try Self.check(tags, against: offer)
        }
    }

    /// Refuses a DELETE that may not be done on `offer` (`nil`: there is none): it needs `If-Match`.
    package func checkDeleting(_ offer: Offer?) throws(Refusal) {
        guard let offer else { return try checkAbsent() }
        try checkIfNoneMatch(offer)
        switch ifMatch {
        case nil: throw Refusal(.ifMatchRequired, "Send the offer's entity tag in If-Match, or '*', to delete it.")
        case .any: return
        case .tags(let tags): try Self.check(tags, against: offer)
        }
    }

    /// No tag names what isn't there.
    private func checkAbsent() throws(Refusal) {
        guard case .tags = ifMatch else { return }
        throw Refusal(.preconditionFailed, "There is no such offer, so If-Match can't name its entity tag.")
    }

    private func checkIfNoneMatch(_ offer: Offer) throws(Refusal) {
        switch ifNoneMatch {
        case nil: return
        case .any: throw Refusal(.preconditionFailed, "The offer exists. Its entity tag is \(offer.draftTag).")
        case .tags(let tags):
            guard tags.contains(offer.draftTag) else { return }
            throw Refusal(.preconditionFailed, "If-None-Match names the offer's current entity tag \(offer.draftTag).")
        }
    }

    private static func check(_ tags: [EntityTag], against offer: Offer) throws(Refusal) {
        guard !tags.contains(where: offer.draftIsUnchanged) else { return }
        throw Refusal(
            .preconditionFailed,
            "The draft has changed since that entity tag. Read it again; its entity tag is now \(offer.draftTag)."
        )
    }
}

extension Offer {
    /// The draft's entity tag.
    package var draftTag: EntityTag { EntityTag(max(draftChangedTime, statusTime)) }

    /// Whether the draft's content has stayed as it was at the time of `tag`: a publish that moved on meanwhile doesn't
    /// make an editor's tag stale, and a time newer than the offer's newest is none of its tags.
    package func draftIsUnchanged(since tag: EntityTag) -> Bool {
        draftContentTime <= tag.time && tag.time <= newestTime
    }
}
