package import VitrineCore
package import VitrineVault

extension SealedBox {
    /// A box of bytes that nothing opens.
    package static func fixture(_ keyID: String = "master", _ text: String = "sealed") -> SealedBox {
        SealedBox(keyID: keyID, bytes: Array(text.utf8))
    }
}

extension StoredDataKey {
    package static func fixture(
        _ id: String = "key-1",
        of publisher: PublisherID = .contoso,
        createdAt time: Timestamp = .fixture,
        wrapped: SealedBox = .fixture()
    ) -> StoredDataKey {
        StoredDataKey(id: id, publisher: publisher, createdAt: time, wrapped: wrapped)
    }
}

extension StoredSigningKey {
    package static func fixture(
        _ kid: String = "kid-1",
        createdAt time: Timestamp = .fixture,
        wrapped: SealedBox = .fixture()
    ) -> StoredSigningKey {
        StoredSigningKey(kid: kid, createdAt: time, wrapped: wrapped)
    }
}

extension Vault {
    /// A vault with a master key of its own.
    package static func fixture(on store: any KeyStore & OfferStore, _ clock: TestClock = TestClock()) throws -> Vault {
        let master = MasterKey.random()
        return Vault(store: store, marks: store, ring: try MasterKeyRing { [master] }, clock: clock)
    }
}
