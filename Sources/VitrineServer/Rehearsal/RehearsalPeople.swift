import ExactJSON
import VitrineCatalog
import VitrineCore
import VitrineRehearsal
import VitrineSQLite

/// Those who act in a rehearsal beside the client: whoever seeds, edits and approves. Each is an owner of every publisher.
struct RehearsalPeople: Sendable {
    /// Who seeds and approves.
    static let host = Principal(application: "rehearsal", object: nil)

    let portal: ServedPortal

    /// Makes them owners of `publisher`.
    func join(_ publisher: PublisherID, authors: Set<String>) async throws {
        for id in authors.union(["rehearsal"]) {
            try await portal.installation.store.set(
                Member(publisher: publisher, kind: .application, id: id, role: .owner)
            )
        }
    }

    /// Changes an offer's draft; `false` when there is no such offer.
    func make(_ edit: OfferEdit) async throws -> Bool {
        let publisher = try PublisherID(lookup: edit.publisher)
        let name = OfferName(publisher: publisher, offer: try OfferID(lookup: edit.offer))
        guard case .found(let draft) = try await portal.installation.store.offer(name, .slot(.draft)) else {
            return false
        }
        let patch = try JSONDocument(parsing: edit.patch).root
        let definition = try JSONDocument(parsing: draft.definition).root
        let body = SeededBody(
            publisher: publisher,
            type: draft.offer.type,
            offer: name.offer,
            definition: JSONMergePatch.applying(patch, to: definition)
        )
        let permit = try await portal.gate.admit(
            Principal(application: edit.author, object: nil),
            as: .owner,
            in: publisher
        )
        _ = try await portal.catalog.put(body.json, as: name.offer, if: WritePrecondition(ifMatch: .any), by: permit)
        return true
    }
}

/// The body of a PUT.
struct SeededBody {
    let publisher: PublisherID
    let type: OfferTypeID
    let offer: OfferID
    let definition: [UInt8]

    var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: definition.count + 256)
        writer.beginObject()
        writer.member("publisherId", publisher.text)
        writer.member("offerTypeId", type.description)
        writer.member("id", offer.text)
        writer.name("definition")
        writer.raw(definition)
        writer.endObject()
        return writer.bytes
    }
}
