package import VitrineCore
import VitrinePrices

/// A kind of offer: which fields its documents have, and which members of them are secret.
package struct OfferType: Sendable {
    package let id: OfferTypeID

    /// The name that people read.
    package let displayName: String

    /// The registry's version of this type's own fields, as `offerTypeVersions` counts it.
    package let currentVersion: Int

    /// The type's own fields, then those of its modules in their order.
    package let fields: [OfferField]

    /// Fields that belong together.
    let sets: [FieldSet]

    /// What must hold of all plans together.
    let planRules: PlanRules

    /// The modules whose fields it has, in their order.
    let modules: [String]

    /// How sure its id is, in the codes of the fields' evidence; `nil` where the file doesn't say.
    let idEvidence: String?

    /// What its files say beside the fields.
    let source: OfferTypeSource

    /// The data that rules name.
    let data: NamedSets

    /// What prices are held against; `nil` where there is nothing of that.
    let prices: PriceBook?

    /// What is taken out of a definition of this type, the secrets of guarded modules included.
    package let secrecy: Secrecy
}
