import ExactJSON
package import VitrineCore

/// What the offers of a journal are called. Every path takes an offer's GUID in its name's place, and answers tell both.
struct OfferNames {
    /// Publisher and name, by publisher and GUID.
    private var names: [String: String] = [:]

    /// The names that a journal tells, also of the calls before it told them.
    init(_ exchanges: [Exchange]) {
        for exchange in exchanges { note(exchange) }
    }

    /// Publisher and offer, so that the same offer has the same key however it was called; `nil` of paths without one.
    func key(of route: CallRoute) -> String? { route.offerKey.map(key) }

    /// The same of a key that may have a GUID for an offer.
    func key(_ key: String) -> String { names[key] ?? key }

    /// Takes note of an offer that is known from elsewhere.
    mutating func add(_ guid: GUID, of key: String) {
        let publisher = key.prefix { $0 != "/" }
        names["\(publisher)/\(guid.description.asciiFolded)"] = key
    }

    private mutating func note(_ exchange: Exchange) {
        guard let guid = exchange.answer?.offerGUID else { return }
        let route = exchange.route
        guard let publisher = route.publisher, let called = route.offer else { return }
        // GUIDs are never given twice, so that an offer of the same name that comes later has its own.
        let name = GUID(called) == guid ? exchange.answer?.json?["id"]?.string : called
        if let name { add(guid, of: "\(publisher.asciiFolded)/\(name.asciiFolded)") }
    }
}

extension Exchange.Answer {
    /// The GUID of the offer that it is about, where it tells it.
    package var offerGUID: GUID? { headers["x-offer-guid"].flatMap { GUID($0) } }
}
