import Crypto

extension MasterKeyRing {
    /// A key of 32 bytes for `purpose` from each master key, that of the current one first. Nothing is stored of them, and
    /// they say nothing about the master keys.
    package func derivedKeys(for purpose: String) -> [[UInt8]] {
        all.map { master in
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master.key,
                info: Array("vitrine derived key: \(purpose)".utf8),
                outputByteCount: 32
            )
            return key.withUnsafeBytes { Array($0) }
        }
    }
}
