import Crypto

/// AES-GCM with the context authenticated: a box that was moved to another place doesn't open there.
enum Sealing {
    static func seal(_ secret: [UInt8], with key: SymmetricKey, context: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(secret, using: key, authenticating: Array(context.utf8))
        // The combined form is there whenever the nonce has its standard length, as a generated one has.
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return [UInt8](combined)
    }

    static func open(_ sealed: [UInt8], with key: SymmetricKey, context: String) throws -> [UInt8] {
        let box = try AES.GCM.SealedBox(combined: sealed)
        return [UInt8](try AES.GCM.open(box, using: key, authenticating: Array(context.utf8)))
    }
}
