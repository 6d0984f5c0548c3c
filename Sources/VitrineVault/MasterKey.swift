import Crypto

/// A key that wraps other keys, and is never in the store. Its description shows only its id.
package struct MasterKey: Sendable, CustomStringConvertible {
    /// Eight bytes of the key's hash in hexadecimal: says which key, nothing about it.
    package let id: String

    let key: SymmetricKey

    /// Length of a key in bytes.
    static let length = 32

    /// A new random key.
    package static func random() -> MasterKey {
        MasterKey(key: SymmetricKey(size: .bits256))
    }

    /// The key that `text`, 32 bytes in Base64, spells; `nil` when it doesn't.
    package init?(base64 text: some StringProtocol) {
        guard let data = Base64.decode(text), data.count == Self.length else { return nil }
        self.init(key: SymmetricKey(data: data))
    }

    private init(key: SymmetricKey) {
        self.key = key
        var hash = SHA256()
        hash.update(data: Array("vitrine master key".utf8))
        key.withUnsafeBytes { hash.update(bufferPointer: $0) }
        id = hash.finalize().prefix(8).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 2 ? hex : "0" + hex
        }.joined()
    }

    /// The key as text. Only for the key file.
    var base64: String { key.withUnsafeBytes { Base64.encode(Array($0)) } }

    package var description: String { "<master key \(id)>" }
}
