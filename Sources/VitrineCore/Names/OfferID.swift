/// An offer's name within its publisher, or, in a path, its GUID.
package struct OfferID: FoldedName {
    package let text: String
    package let key: String

    /// A name that is known to be good, as a store gives it back.
    package init(stored text: String) {
        self.text = text
        key = text.asciiFolded
    }

    /// A name to look for. Throws a ``Refusal`` with code `badRequest` when it can't be part of a path.
    package init(lookup text: String) throws(Refusal) {
        try NameSyntax.checkLookup(text, what: "offer id")
        self.init(stored: text)
    }

    /// Refuses this name, with code `badRequest`, when it breaks the rule for new offers.
    ///
    /// The format is checked at creation only. Source: publish workflow reference, section 6.
    package func checkNew() throws(Refusal) {
        try NameSyntax.checkNew(text, what: "offer id")
    }
}

/// Where an offer is found: its publisher and its id (or GUID).
package struct OfferName: Hashable, Sendable {
    package let publisher: PublisherID
    package let offer: OfferID

    package init(publisher: PublisherID, offer: OfferID) {
        self.publisher = publisher
        self.offer = offer
    }
}
