import Crypto
package import ExactJSON
package import VitrineCore

/// The data keys of one publisher, opened: the newest seals, all of them open. Its description shows nothing.
package struct PublisherKeys: Sendable, CustomStringConvertible {
    private let publisher: PublisherID
    private let currentID: String
    private let keys: [String: SymmetricKey]

    init(publisher: PublisherID, currentID: String, keys: [String: SymmetricKey]) {
        self.publisher = publisher
        self.currentID = currentID
        self.keys = keys
    }

    /// Seals a secret for its place in one offer: moved to another offer or place, it doesn't open.
    package func seal(_ secret: [UInt8], at path: SecretPath, of offer: GUID) throws -> SealedBox {
        guard let key = keys[currentID] else { throw KeyUnavailable(keyID: currentID) }
        let context = context(path, offer)
        return SealedBox(keyID: currentID, bytes: try Sealing.seal(secret, with: key, context: context))
    }

    /// Opens what ``seal(_:at:of:)`` made.
    ///
    /// - Throws: ``KeyUnavailable`` when the key was made after these keys were read: read them again.
    package func open(_ box: SealedBox, at path: SecretPath, of offer: GUID) throws -> [UInt8] {
        guard let key = keys[box.keyID] else { throw KeyUnavailable(keyID: box.keyID) }
        return try Sealing.open(box.bytes, with: key, context: context(path, offer))
    }

    /// What stands in each place of the offer's definition, opened; of places that aren't there now, nothing.
    package func open(_ secrets: [SealedSecret], of offer: GUID) throws -> [JSONPointer: [UInt8]] {
        var opened: [JSONPointer: [UInt8]] = [:]
        for secret in secrets {
            guard let pointer = secret.pointer else { continue }
            opened[pointer] = try open(secret.value, at: secret.path, of: offer)
        }
        return opened
    }

    private func context(_ path: SecretPath, _ offer: GUID) -> String { "secret|\(publisher.key)|\(offer)|\(path)" }

    package var description: String { "<keys of \(publisher)>" }
}
