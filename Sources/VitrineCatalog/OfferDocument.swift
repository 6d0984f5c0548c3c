import ExactJSON
import VitrineCore

/// The body of a PUT, as far as the envelope goes: what it says about itself, and where its definition is.
///
/// `eTag`, `version`, `status`, `changedTime`, `pcMigrationStatus` and members that nobody knows are ignored, whatever
/// they hold: a client may send back everything that a GET returned. Source: wire contract, section 3.
struct OfferDocument: Sendable {
    let document: JSONDocument
    let definition: JSONValue
    let type: OfferTypeID?
    let id: String?

    /// - Throws: ``Refusal`` with code `badRequest`, in this order: not JSON, not an object, another publisher than
    ///   `publisher`, a member of a wrong type, no definition.
    init(parsing body: [UInt8], for publisher: PublisherID) throws(Refusal) {
        do {
            document = try JSONDocument(parsing: body, limits: JSONLimits(maximumBytes: Int.max))
        } catch {
            throw Refusal(.badRequest, error.message)
        }
        let root = document.root
        guard root.kind == .object else {
            throw Refusal(.badRequest, "The body must be a JSON object with the offer.", at: JSONPointer(tokens: []))
        }
        let named = try Self.text("publisherId", of: root)
        guard named == nil || named?.asciiFolded == publisher.key else {
            throw Refusal(
                .badRequest,
                "The body's publisherId is not the publisher of the path. Make them the same, or leave it out.",
                at: JSONPointer(tokens: ["publisherId"])
            )
        }
        id = try Self.text("id", of: root)
        type = try Self.text("offerTypeId", of: root).map(OfferTypeID.init(rawValue:))
        guard let definition = root["definition"] else {
            throw Refusal(
                .badRequest,
                "The body has no definition. Send an object with displayText, offer and plans.",
                at: JSONPointer(tokens: ["definition"])
            )
        }
        self.definition = definition
    }

    /// Refuses an id in the body that is neither the offer's name nor its GUID.
    func checkID(_ id: OfferID, guid: GUID?) throws(Refusal) {
        guard let named = self.id, named.asciiFolded != id.key else { return }
        if let guid, GUID(named) == guid { return }
        throw Refusal(
            .badRequest,
            "The body's id is not the offer of the path. Make them the same, or leave it out.",
            at: JSONPointer(tokens: ["id"])
        )
    }

    private static func text(_ name: String, of root: JSONValue) throws(Refusal) -> String? {
        guard let value = root[name], value.kind != .null else { return nil }
        guard let text = value.string else {
            throw Refusal(.badRequest, "The member \(name) must be a string.", at: JSONPointer(tokens: [name]))
        }
        return text
    }
}
