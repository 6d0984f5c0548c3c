import JWTKit

/// A public key, ready to check signatures without waiting for anything.
///
/// JWTKit's collection of keys is not used for verifying: it takes its default key for an unknown `kid`, and its type for
/// `aud` ends the process on an empty array. One collection per key is made once, and asked for its algorithm.
struct VerificationKey: Sendable {
    let kid: String
    let algorithm: SigningAlgorithm
    private let verifier: any JWTAlgorithm

    /// A P-256 key.
    init(kid: String, _ key: ES256PublicKey) async throws {
        let keys = await JWTKeyCollection().add(ecdsa: key)
        try await self.init(kid: kid, algorithm: .es256, verifier: keys.getKey())
    }

    /// An RSA key, of 2048 bits or more: JWTKit refuses shorter ones.
    init(kid: String, _ key: Insecure.RSA.PublicKey) async throws {
        let keys = await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256)
        try await self.init(kid: kid, algorithm: .rs256, verifier: keys.getKey())
    }

    private init(kid: String, algorithm: SigningAlgorithm, verifier: any JWTAlgorithm) {
        self.kid = kid
        self.algorithm = algorithm
        self.verifier = verifier
    }

    /// Whether this key made `signature` over `message`, with the algorithm that the token's header names.
    func made(_ signature: [UInt8], over message: [UInt8], with named: SigningAlgorithm) -> Bool {
        guard named == algorithm else { return false }
        // It throws for bytes that can't be a signature at all, which is no different to the caller.
        return (try? verifier.verify(signature, signs: message)) ?? false
    }
}

extension VerificationKey {
    /// The key of an external issuer that `key` spells; `nil` when it isn't one that tokens are verified with here: RSA
    /// of 2048 bits or more, or P-256, for signatures, with an id.
    static func external(_ key: JSONWebKey) async -> VerificationKey? {
        guard let kid = key.kid, key.use == nil || key.use == "sig" else { return nil }
        switch (key.kty, key.alg) {
        case ("RSA", nil), ("RSA", SigningAlgorithm.rs256.rawValue):
            guard let n = key.n, let e = key.e else { return nil }
            guard let rsa = try? Insecure.RSA.PublicKey(modulus: n, exponent: e) else { return nil }
            return try? await VerificationKey(kid: kid, rsa)
        case ("EC", nil), ("EC", SigningAlgorithm.es256.rawValue):
            guard key.crv == "P-256", let x = key.x, let y = key.y else { return nil }
            guard let ecdsa = try? ES256PublicKey(parameters: (x, y)) else { return nil }
            return try? await VerificationKey(kid: kid, ecdsa)
        default:
            return nil
        }
    }
}
