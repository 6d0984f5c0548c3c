import ExactJSON
import VitrineCore
import VitrineOfferTypes
import VitrineVault

/// A draft that a caller wants to have stored, ready to be held against what is stored: the decision of a PUT.
struct ProposedDraft: Sendable {
    let name: OfferName
    let document: OfferDocument
    let type: OfferTypeID
    let definition: SplitDefinition
    var keys: PublisherKeys
    let publisher: Publisher
    let precondition: WritePrecondition
    let requiringIfMatch: Bool

    /// Who proposes it, as the log of changes names principals.
    let actor: String

    /// The new offer's GUID, where there is no offer yet.
    let guid: GUID

    /// The round in which the draft's files are to be fetched; `nil` where there are none, or none are fetched.
    let round: GUID?
    let time: Timestamp

    /// What to write, given what is stored. Pure but for the nonces of new secrets.
    func decide(_ stored: StoredDraft?) throws -> (OfferDecision, PutOutcome.Effect) {
        try precondition.checkReplacing(stored?.offer, requiringIfMatch: requiringIfMatch)
        guard let stored else { return (try creation(), .created) }
        return try replacement(of: stored)
    }

    private func creation() throws -> OfferDecision {
        try name.offer.checkNew()
        try document.checkID(name.offer, guid: nil)
        let offer = Offer(
            publisher: publisher.id,
            id: name.offer,
            guid: guid,
            type: type,
            migration: publisher.migration,
            createdAt: time
        )
        var secrets = SecretMerge(stored: [], of: guid, keys: keys)
        try secrets.apply(definition.supplied)
        let content = content(with: try secrets.result(in: definition))
        return .write([.draft(content, offer), .log(.creation(of: offer, by: actor))] + fetch(for: offer))
    }

    private func replacement(of stored: StoredDraft) throws -> (OfferDecision, PutOutcome.Effect) {
        try document.checkID(stored.offer.id, guid: stored.offer.guid)
        guard type == stored.offer.type else {
            throw Refusal(
                .badRequest,
                "The offer's type is '\(stored.offer.type)' and can't be changed.",
                at: JSONPointer(tokens: ["offerTypeId"])
            )
        }
        var secrets = SecretMerge(stored: stored.content.secrets, of: stored.offer.guid, keys: keys)
        try secrets.apply(definition.supplied)
        guard secrets.hasChanges || !isSameContent(as: stored.content.definition) else { return (.keep, .unchanged) }
        let content = content(with: try secrets.result(in: definition))
        let offer = stored.offer.editingDraft(at: time)
        let members = ChangedMembers(
            from: stored.content,
            to: definition,
            sent: document.definition,
            secrets: secrets.changedPaths
        )
        let change = OfferChange.replacement(of: stored.offer, by: offer, actor, members: members)
        return (
            .write([.draft(content, offer), .log(change)] + fetch(for: offer)),
            .replaced(unconditionally: precondition.ifMatch == nil)
        )
    }

    private func fetch(for offer: Offer) -> [OfferWrite] {
        round.map { [.fetch(version: offer.draftVersion, $0)] } ?? []
    }

    private func content(with secrets: [SealedSecret]) -> DraftContent {
        DraftContent(definition: definition.text, displayText: definition.displayText, secrets: secrets)
    }

    /// Whether the definition differs from the stored one by nothing but white space and the spelling of escapes.
    private func isSameContent(as stored: [UInt8]) -> Bool {
        if stored == definition.text { return true }
        if JSONText.plainlyDiffers(stored, definition.text) { return false }
        let limits = JSONLimits(maximumBytes: Int.max)
        guard let old = try? JSONDocument(parsing: stored, limits: limits),
            let new = try? JSONDocument(parsing: definition.text, limits: limits)
        else { return false }
        return old.root.isSameContent(as: new.root)
    }
}
