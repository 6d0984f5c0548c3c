import ExactJSON

/// One file of the registry, read: an offer type, or a module whose fields several types share.
struct RegistryPart {
    let kind: Kind
    let id: String
    let displayName: String
    let version: Int

    /// Of a type: how sure its id is.
    let idEvidence: String?

    /// Of a type: the modules whose fields and secrets it has.
    let modules: [Reference]

    /// Of a type: parts whose secrets are taken out of its definitions although their fields are none of its own, so
    /// that a secret pasted under another part's key is not stored in clear.
    let guards: [Reference]

    let declarations: [SecretDeclaration]
    let fields: [OfferField]
    let sets: [FieldSet]

    /// Of a type: what must hold of all plans together.
    let planRules: PlanRules

    /// The keys that conditions, sets and plan rules name.
    let keyUses: [KeyUse]
    let source: OfferTypeSource
    let place: RegistryPlace

    enum Kind {
        case type, module
    }

    /// Another part's id, and where it was named.
    struct Reference {
        let id: String
        let place: RegistryPlace
    }
}
