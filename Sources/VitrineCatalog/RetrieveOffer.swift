package import VitrineCore

extension Catalog {
    /// One state of one offer, exactly as it was stored, without its secrets.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`, `offerNotFound`, `versionNotFound` or `slotEmpty`; the message
    ///   says which of the ids was not found.
    package func retrieve(_ id: OfferID, _ selector: OfferSelector, by permit: Permit) async throws -> OfferSnapshot {
        let name = OfferName(publisher: permit.publisher, offer: id)
        switch try await offers.offer(name, selector) {
        case .found(let snapshot): return snapshot
        case .noPublisher: throw Self.noPublisher(permit.publisher)
        case .noOffer: throw Self.noOffer(name)
        case .noVersion, .emptySlot: throw Self.nothing(at: selector, of: name)
        }
    }

    static func noPublisher(_ id: PublisherID) -> Refusal {
        Refusal(.publisherNotFound, "There is no publisher '\(id)'.")
    }

    static func noOffer(_ name: OfferName) -> Refusal {
        Refusal(.offerNotFound, "The publisher '\(name.publisher)' has no offer '\(name.offer)'.")
    }

    private static func nothing(at selector: OfferSelector, of name: OfferName) -> Refusal {
        switch selector {
        case .version(let number):
            Refusal(.versionNotFound, "The offer '\(name.offer)' has no version \(number).")
        case .slot(let slot):
            Refusal(.slotEmpty, "Nothing stands in the slot '\(slot.rawValue)' of the offer '\(name.offer)' yet.")
        }
    }
}
