import Crypto
import CryptoExtras
import Foundation

/// A JSON object, sendable, for headers and claims.
typealias Claims = [String: Claim]

/// A claim's value, of any kind that a token may hold.
enum Claim: Encodable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    case text(String), number(Double), texts([String]), null, nested([String: String])

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(floatLiteral value: Double) { self = .number(value) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .texts(let value): try container.encode(value)
        case .null: try container.encodeNil()
        case .nested(let value): try container.encode(value)
        }
    }
}

/// Who signs a token in these tests.
enum Signer: Sendable {
    case es256(P256.Signing.PrivateKey)
    case rs256(_RSA.Signing.PrivateKey)
    case hs256(key: Data)
    case nobody

    var algorithm: String {
        switch self {
        case .es256: "ES256"
        case .rs256: "RS256"
        case .hs256: "HS256"
        case .nobody: "none"
        }
    }

    func signature(over message: Data) throws -> Data {
        switch self {
        case .es256(let key): try key.signature(for: message).rawRepresentation
        case .rs256(let key):
            try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation
        case .hs256(let key): Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
        case .nobody: Data()
        }
    }

    /// The public key as a member of a JWK set.
    func webKey(kid: String?) throws -> Claims {
        var key: Claims = ["use": "sig"]
        if let kid { key["kid"] = .text(kid) }
        switch self {
        case .es256(let pair):
            let raw = pair.publicKey.rawRepresentation
            key.merge(["kty": "EC", "crv": "P-256"]) { $1 }
            key["x"] = .text(base64URL(raw.prefix(32)))
            key["y"] = .text(base64URL(raw.suffix(32)))
        case .rs256(let pair):
            let primitives = try pair.publicKey.getKeyPrimitives()
            key["kty"] = "RSA"
            key["n"] = .text(base64URL(primitives.modulus))
            key["e"] = .text(base64URL(primitives.publicExponent))
        case .hs256, .nobody:
            key["kty"] = "oct"
        }
        return key
    }

    /// Making an RSA key takes a while; one is enough.
    static func sharedRSA() throws -> Signer { try .rs256(rsaKey.get()) }

    private static let rsaKey = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
}

/// Puts a token together, with whatever header and claims.
func forge(_ claims: Claims, kid: String?, by signer: Signer, header changes: Claims = [:]) throws -> String {
    var header: Claims = ["alg": .text(signer.algorithm), "typ": "JWT"]
    if let kid { header["kid"] = .text(kid) }
    header.merge(changes) { $1 }
    let message = try base64URL(json(header)) + "." + base64URL(json(claims))
    return try message + "." + base64URL(signer.signature(over: Data(message.utf8)))
}

func json(_ object: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(object)
}

func base64URL(_ bytes: Data) -> String {
    bytes.base64EncodedString()
        .replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_")
        .replacingOccurrences(of: "=", with: "")
}

/// A token's header or claims, read without checking anything.
func part(_ index: Int, of token: String) throws -> [String: Any] {
    var text = token.split(separator: ".", omittingEmptySubsequences: false)[index]
        .replacingOccurrences(of: "-", with: "+")
        .replacingOccurrences(of: "_", with: "/")
    while text.count % 4 != 0 { text += "=" }
    let bytes = Data(base64Encoded: text) ?? Data()
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
}
