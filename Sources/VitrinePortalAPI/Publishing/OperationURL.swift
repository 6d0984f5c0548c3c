import VitrineCore

/// Where an operation is found. Source: wire contract, section 4.
enum OperationURL {
    /// The relative URL, in the form that the offer's migration status asks for.
    static func relative(_ operation: OfferOperation, of offer: Offer) -> String {
        let version = "?api-version=\(APIVersion.known[0])"
        switch offer.migration {
        case .migrated:
            return "/api/publishers/\(offer.publisher)/offers/\(offer.id)/operations/\(operation.id)\(version)"
        case .none:
            let number = operation.publishingVersion
            return "/api/operations/\(offer.publisher)$\(offer.id)$\(number)$\(word(for: operation.kind))\(version)"
        }
    }

    /// What the last part of the older form says.
    static func word(for kind: OfferOperation.Kind) -> String { kind == .publish ? "preview" : "live" }
}

/// The older form of an operation's URL, taken apart: `{publisher}${offer}${publishingVersion}${preview or live}`.
struct OlderOperationName {
    let publisher: PublisherID
    let offer: OfferID
    let number: Int64
    let word: String

    /// - Throws: ``Refusal`` with code `badRequest` for anything of another form.
    init(_ text: String) throws {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let number = Int64(parts[2]), number > 0,
            ["preview", "live"].contains(parts[3].asciiFolded)
        else {
            throw Refusal(
                .badRequest,
                "An operation is named {publisher}${offer}${publishingVersion}${preview or live}."
            )
        }
        publisher = try PublisherID(lookup: parts[0])
        offer = try OfferID(lookup: parts[1])
        self.number = number
        word = parts[3].asciiFolded
    }
}
