/// A public key as JWK sets spell it (RFC 7517), private members left out.
///
/// JWTKit has a type for this, but it refuses a whole set for one key of a kind it doesn't know, and has no `use`.
struct JSONWebKey: Codable, Sendable {
    var kty: String
    var kid: String?
    var use: String?
    var alg: String?
    var crv: String?
    var x: String?
    var y: String?
    var n: String?
    var e: String?
}

/// A set of keys. What can't be read as a key is left out, as RFC 7517, section 5 wants it.
struct JSONWebKeySet: Codable, Sendable {
    let keys: [JSONWebKey]

    init(keys: [JSONWebKey]) {
        self.keys = keys
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        keys = try container.decode([Lenient].self, forKey: .keys).compactMap(\.key)
    }

    private struct Lenient: Decodable {
        let key: JSONWebKey?

        init(from decoder: any Decoder) throws {
            key = try? JSONWebKey(from: decoder)
        }
    }
}
