import Crypto
package import VitrineCore

/// Gives publishers' data keys, made on first need and kept wrapped by the master key.
package struct Vault: Sendable {
    private let store: any KeyStore
    private let marks: any OfferStore
    private let ring: any KeyWrapping
    private let clock: any WallClock
    private let remembered = Recent<PublisherID, PublisherKeys>(maximumCost: 2_000)

    package init(store: any KeyStore, marks: any OfferStore, ring: any KeyWrapping, clock: any WallClock) {
        self.store = store
        self.marks = marks
        self.ring = ring
        self.clock = clock
    }

    /// The keys of `publisher`, as fresh as the store: a rotation by another process counts at once.
    ///
    /// - Throws: ``KeyUnavailable`` when the master key that wraps one isn't at hand; ``Refusal`` with code
    ///   `publisherNotFound`.
    package func keys(of publisher: PublisherID) async throws -> PublisherKeys {
        let mark = try await marks.mark().access
        if let known = remembered.value(for: publisher, mark: mark) { return known }
        var stored = try await store.dataKeys(of: publisher)
        if stored.isEmpty {
            try await store.add(newKey(for: publisher), onlyIfNone: true)
            stored = try await store.dataKeys(of: publisher)
        }
        let keys = try open(stored, of: publisher)
        remembered.set(keys, for: publisher, cost: 1, mark: mark)
        return keys
    }

    /// Wraps every key anew with the current master key, and gives every publisher that has one a new data key.
    ///
    /// What was sealed before stays as it is and can still be opened: its keys stay. One transaction at the store.
    ///
    /// - Returns: How many keys were wrapped anew.
    package func rotate(signingKeys: [StoredSigningKey]) async throws -> Int {
        let old = try await store.allDataKeys()
        let rewrapped = try old.map { key in
            let material = try ring.unwrap(key.wrapped, context: Self.context(of: key.id, key.publisher))
            return try wrapped(material, id: key.id, publisher: key.publisher, createdAt: key.createdAt)
        }
        let newest = Dictionary(old.map { ($0.publisher, $0.createdAt) }, uniquingKeysWith: max)
        let added = try newest.map { try newKey(for: $0.key, after: $0.value) }
        let signing = try signingKeys.map { key in
            let context = KeyContext.signingKey(key.kid)
            let material = try ring.unwrap(key.wrapped, context: context)
            let wrapped = try ring.wrap(material, context: context)
            return StoredSigningKey(kid: key.kid, createdAt: key.createdAt, wrapped: wrapped)
        }
        try await store.rotate(dataKeys: rewrapped + added, signingKeys: signing)
        return rewrapped.count + signing.count
    }

    /// Opens every data key, to find out at the start rather than later that the master key is not the right one.
    package func check() async throws {
        for key in try await store.allDataKeys() {
            _ = try ring.unwrap(key.wrapped, context: Self.context(of: key.id, key.publisher))
        }
    }

    private func open(_ stored: [StoredDataKey], of publisher: PublisherID) throws -> PublisherKeys {
        guard let newest = stored.first else { throw KeyUnavailable(keyID: "none of \(publisher)") }
        var keys: [String: SymmetricKey] = [:]
        for key in stored {
            let material = try ring.unwrap(key.wrapped, context: Self.context(of: key.id, key.publisher))
            keys[key.id] = SymmetricKey(data: material)
        }
        return PublisherKeys(publisher: newest.publisher, currentID: newest.id, keys: keys)
    }

    /// A key that is newer than `time`, also where the clock stands still or was set back: the newest seals.
    private func newKey(for publisher: PublisherID, after time: Timestamp? = nil) throws -> StoredDataKey {
        let material = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let now = max(clock.now(), time?.advanced(byTicks: 1) ?? clock.now())
        return try wrapped(material, id: GUID.random().description, publisher: publisher, createdAt: now)
    }

    private func wrapped(
        _ material: [UInt8],
        id: String,
        publisher: PublisherID,
        createdAt: Timestamp
    ) throws -> StoredDataKey {
        let box = try ring.wrap(material, context: Self.context(of: id, publisher))
        return StoredDataKey(id: id, publisher: publisher, createdAt: createdAt, wrapped: box)
    }

    private static func context(of id: String, _ publisher: PublisherID) -> String {
        KeyContext.dataKey(id, publisher)
    }
}
