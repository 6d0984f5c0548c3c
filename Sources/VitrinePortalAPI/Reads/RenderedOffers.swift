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
    private let clock: any WallClock
    private let remembered: Recent<Question, Representation>

    init(catalog: Catalog, offers: any OfferStore, clock: any WallClock, maximumBytes: Int) {
        self.catalog = catalog
        self.offers = offers
        self.clock = clock
        remembered = Recent(maximumCost: maximumBytes)
    }

    func representation(_ id: OfferID, _ selector: OfferSelector, by permit: Permit) async throws -> Representation {
        let mark = try await offers.mark().everything
        let question = Question(name: OfferName(publisher: permit.publisher, offer: id), selector: selector)
        if let representation = remembered.value(for: question, mark: mark), isStillShown(representation) {
            return representation
        }
        let shown = try await catalog.show(id, selector, by: permit)
        let representation = Representation(shown.snapshot, until: shown.until)
        remembered.set(representation, for: question, cost: representation.body.readableBytes + 1024, mark: mark)
        return representation
    }

    private func isStillShown(_ representation: Representation) -> Bool {
        representation.until.map { clock.now() < $0 } ?? true
    }
}
