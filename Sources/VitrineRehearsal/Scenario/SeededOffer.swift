package import VitrineCore

/// An offer to put into the store, or many of one pattern.
package struct SeededOffer: Sendable, Equatable {
    package let publisher: PublisherID

    /// The id; `{n}` in it stands for the offer's number.
    package let idPattern: String

    /// How many there are, numbered from 1.
    package let count: Int
    package let offerType: OfferTypeID

    /// The definition as JSON; in its texts, `{n}` stands for the offer's number and `{version}` for the version's.
    let template: [UInt8]

    /// Whether the definition has `{n}` in it, and so another text for each offer.
    let isNumbered: Bool

    /// The version that stands in the preview slot; `nil`: the offer was never published.
    package let preview: Int64?

    /// The version that stands in the production slot; never higher than ``preview``.
    package let production: Int64?

    /// How many versions are frozen; the draft is the one after them.
    package var frozenVersions: Int64 { max(preview ?? 0, production ?? 0) }

    /// The id of the offer of this number, from 1.
    package func id(_ number: Int) -> OfferID {
        OfferID(stored: idPattern.replacing("{n}", with: String(number)))
    }

    /// The definition of one version of the offer of this number, as a JSON text.
    package func definition(_ number: Int, version: Int64) -> [UInt8] {
        // A brace can't stand outside of texts like this in JSON, so what is replaced is in texts alone.
        let numbered = isNumbered ? template.replacing("{n}".utf8, with: String(number).utf8) : template
        return frozenVersions > 0 ? numbered.replacing("{version}".utf8, with: String(version).utf8) : numbered
    }
}
