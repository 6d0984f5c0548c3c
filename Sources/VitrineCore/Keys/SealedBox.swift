/// Encrypted bytes and the id of the key that opens them. Its description shows neither.
package struct SealedBox: Sendable, Equatable, CustomStringConvertible {
    package let keyID: String

    /// Nonce, ciphertext and tag, as AES-GCM's combined form has them.
    package let bytes: [UInt8]

    package init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    package var description: String { "<sealed>" }
}

/// Wraps key material with a master key that never is in the store.
package protocol KeyWrapping: Sendable {
    /// Seals `secret` with the current master key. `context` is authenticated: the same is needed to open it.
    func wrap(_ secret: [UInt8], context: String) throws -> SealedBox

    /// Opens what ``wrap(_:context:)`` made, with whichever master key made it.
    ///
    /// - Throws: ``KeyUnavailable`` when that master key isn't known here; any other error when the box was changed.
    func unwrap(_ box: SealedBox, context: String) throws -> [UInt8]
}

/// A key that is needed isn't at hand. Its id is no secret.
package struct KeyUnavailable: Error, Sendable, Equatable {
    package let keyID: String

    package init(keyID: String) {
        self.keyID = keyID
    }
}

/// What is authenticated together with a wrapped key: which key it is. Stored boxes depend on these texts.
package enum KeyContext {
    package static func dataKey(_ id: String, _ publisher: PublisherID) -> String { "data-key|\(publisher.key)|\(id)" }

    package static func signingKey(_ kid: String) -> String { "signing-key|\(kid)" }
}
