import Crypto
import Foundation
import JWTKit
import VitrineCore
import VitrineText

/// A key pair of the built-in issuer.
struct SigningKey: Sendable {
    let kid: String
    let createdAt: Timestamp
    let publicKey: JSONWebKey
    let verification: VerificationKey
    private let signer: JWTKeyCollection

    init(_ privateKey: P256.Signing.PrivateKey, createdAt: Timestamp) async throws {
        let key = try ES256PrivateKey(backing: privateKey)
        let publicKey = Self.webKey(privateKey.publicKey)
        let kid = publicKey.kid ?? ""
        self.kid = kid
        self.createdAt = createdAt
        self.publicKey = publicKey
        verification = try await VerificationKey(kid: kid, key.publicKey)
        signer = await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: kid))
    }

    func sign(_ claims: some JWTPayload) async throws -> String {
        try await signer.sign(claims, kid: JWKIdentifier(string: kid))
    }

    /// The base64url SHA-256 thumbprint of a public key. Source: RFC 7638.
    static func thumbprint(of key: P256.Signing.PublicKey) -> String {
        let (x, y) = coordinates(of: key)
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        return Base64URL.encode(SHA256.hash(data: Data(members.utf8)))
    }

    private static func webKey(_ key: P256.Signing.PublicKey) -> JSONWebKey {
        let (x, y) = coordinates(of: key)
        return JSONWebKey(
            kty: "EC",
            kid: thumbprint(of: key),
            use: "sig",
            alg: SigningAlgorithm.es256.rawValue,
            crv: "P-256",
            x: x,
            y: y
        )
    }

    /// The raw form is both coordinates, 32 bytes each.
    private static func coordinates(of key: P256.Signing.PublicKey) -> (x: String, y: String) {
        let raw = key.rawRepresentation
        return (Base64URL.encode(raw.prefix(32)), Base64URL.encode(raw.suffix(32)))
    }
}
