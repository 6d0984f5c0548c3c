import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineCatalog
import VitrineCore

/// Answers to offer reads, remembered as they go out. Bounded, and good only while the store's mark is the same: a write
/// is seen by the next read, whichever process wrote.
struct RenderedOffers: Sendable {
    /// One answer, ready to send.
    struct Answer: Sendable {
        let tag: EntityTag
        let headers: HTTPFields
        let body: ByteBuffer
    }

    private struct Question: Hashable {
        let name: OfferName
        let selector: OfferSelector
    }

    private let catalog: Catalog
    private let offers: any OfferStore
    private let remembered: Recent<Question, Answer>

    init(catalog: Catalog, offers: any OfferStore, maximumBytes: Int) {
        self.catalog = catalog
        self.offers = offers
        remembered = Recent(maximumCost: maximumBytes)
    }

    func answer(_ id: OfferID, _ selector: OfferSelector, by permit: Permit) async throws -> Answer {
        let mark = try await offers.mark().everything
        let question = Question(name: OfferName(publisher: permit.publisher, offer: id), selector: selector)
        if let answer = remembered.value(for: question, mark: mark) { return answer }
        let answer = Self.render(try await catalog.retrieve(id, selector, by: permit))
        remembered.set(answer, for: question, cost: answer.body.readableBytes + 1024, mark: mark)
        return answer
    }

    static func render(_ snapshot: OfferSnapshot) -> Answer {
        let tag = snapshot.entityTag
        var headers: HTTPFields = [:]
        headers[.contentType] = Response.jsonContentType
        headers[.eTag] = tag.description
        headers[.offerGUID] = snapshot.offer.guid.description
        if !snapshot.secretFields.isEmpty { headers[.secretFieldsSet] = snapshot.secretFields }
        return Answer(tag: tag, headers: headers, body: ByteBuffer(bytes: OfferRendering.body(snapshot)))
    }
}
