import VitrineCatalog
import VitrineCore

/// What the query of a list asks for: `$filter`, `$top` and `$skiptoken`.
///
/// Source: wire contract, section 3.
struct OfferListQuestion: Sendable {
    /// Only offers of this type.
    let type: OfferTypeID?

    /// Page size.
    let top: Int?

    /// Where the page begins: after this offer.
    let after: OfferID?

    var isPaged: Bool { top != nil || after != nil }

    /// - Throws: ``Refusal`` with code `badRequest`.
    init(_ query: QueryParameters) throws(Refusal) {
        type = try Self.type(query["$filter"])
        top = query["$top"] == nil ? nil : try Self.page.top(query)
        after = try Self.after(query["$skiptoken"])
    }

    /// The `Link` header's value for the page after the one that ends with `last`.
    func nextLink(after last: Offer, top: Int) -> String {
        let path = "/api/publishers/\(last.publisher)/offers"
        let filter = type.map { "&%24filter=offerTypeId%20eq%20%27\($0.rawValue)%27" } ?? ""
        return PageQuestion.nextLink(path, top: top, token: SkipToken.text(for: last.id), filter)
    }

    private static let page = PageQuestion(usual: Catalog.largestPage, largest: Catalog.largestPage)

    /// The type in a filter of the form `offerTypeId eq 'id'`; any other filter is refused.
    private static func type(_ filter: String?) throws(Refusal) -> OfferTypeID? {
        guard let filter else { return nil }
        let words = filter.split(separator: " ")
        guard words.count == 3, words[0] == "offerTypeId", words[1] == "eq", let id = unquoted(words[2]) else {
            throw Refusal(.badRequest, "The only filter is $filter=offerTypeId eq 'ID'.")
        }
        return OfferTypeID(rawValue: id)
    }

    private static func unquoted(_ text: Substring) -> String? {
        guard text.count >= 2, text.first == "'", text.last == "'" else { return nil }
        let inner = text.dropFirst().dropLast()
        let isPlain = inner.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F || byte == 0x2E
        }
        return isPlain ? String(inner) : nil
    }

    private static func after(_ token: String?) throws(Refusal) -> OfferID? {
        guard let token else { return nil }
        guard let after = SkipToken.offer(in: token) else {
            throw Refusal(
                .badRequest,
                "$skiptoken is not one that this server gave. Follow the Link of the page before."
            )
        }
        return after
    }
}

/// Where a page begins, as text that clients only pass on: the last offer's key in hexadecimal behind a mark.
private enum SkipToken {
    private static let mark = "k1"

    static func text(for id: OfferID) -> String {
        mark + id.key.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    static func offer(in token: String) -> OfferID? {
        guard token.hasPrefix(mark) else { return nil }
        let digits = token.dropFirst(mark.count).compactMap(\.hexDigitValue)
        guard digits.count == token.count - mark.count, digits.count % 2 == 0, !digits.isEmpty else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        guard let key = String(validating: bytes, as: UTF8.self) else { return nil }
        return try? OfferID(lookup: key)
    }
}
