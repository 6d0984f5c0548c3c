import NIOCore
import VitrineCatalog
import VitrineCore

/// Answers to offer reads, remembered as they go out. Bounded, and good only while the store's mark is the same: a write
/// is seen by the next read, whichever process wrote.
struct RenderedOffers: Sendable {
    private struct Question: Hashable {
        let name: OfferName
        let selector: OfferSelector
    }

    private let catalog: Catalog
    private let offers: any OfferStore
    private let remembered: Recent<Question, Representation>

    init(catalog: Catalog, offers: any OfferStore, maximumBytes: Int) {
        self.catalog = catalog
        self.offers = offers
        remembered = Recent(maximumCost: maximumBytes)
    }

    func representation(_ id: OfferID, _ selector: OfferSelector, by permit: Permit) async throws -> Representation {
        let mark = try await offers.mark().everything
        let question = Question(name: OfferName(publisher: permit.publisher, offer: id), selector: selector)
        if let representation = remembered.value(for: question, mark: mark) { return representation }
        let representation = Representation(try await catalog.retrieve(id, selector, by: permit))
        remembered.set(representation, for: question, cost: representation.body.readableBytes + 1024, mark: mark)
        return representation
    }
}
