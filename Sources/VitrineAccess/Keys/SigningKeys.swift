import Crypto
import Foundation
import Synchronization
package import VitrineCore

/// The keys that the built-in issuer signs with: the newest signs, all of them verify.
///
/// They are kept in the store, wrapped by the master key, and loaded again whenever the store's `access` mark has
/// changed; so a key that another process added is known here at the next call.
package final class SigningKeys: Sendable {
    private struct Loaded {
        let mark: UInt64
        let ring: KeyRing
    }

    private let store: any AccessStore
    private let marks: any OfferStore
    private let wrapping: any KeyWrapping
    private let clock: any WallClock
    private let loaded = Mutex<Loaded?>(nil)

    package init(
        store: any AccessStore,
        marks: any OfferStore,
        wrapping: any KeyWrapping,
        clock: any WallClock
    ) {
        self.store = store
        self.marks = marks
        self.wrapping = wrapping
        self.clock = clock
    }

    /// Makes a new key, which signs from now on; tokens signed with the older ones stay good.
    ///
    /// - Returns: The new key's `kid`.
    @discardableResult
    package func addKey() async throws -> String {
        let newest = try await store.signingKeys().first?.createdAt
        // A clock that was set back must not make the new key an old one.
        let createdAt = max(clock.now(), newest?.advanced(byTicks: 1) ?? clock.now())
        return try await makeKey(createdAt: createdAt, onlyIfNone: false)
    }

    /// The keys as they are in the store; none before the first use.
    func ring() async throws -> KeyRing {
        try await ring(mark: marks.mark().access)
    }

    /// The keys as they were at a `mark` that the caller took just now.
    func ring(mark: UInt64) async throws -> KeyRing {
        if let known = loaded.withLock({ $0?.mark == mark ? $0?.ring : nil }) { return known }
        var keys: [SigningKey] = []
        for stored in try await store.signingKeys() { keys.append(try await open(stored)) }
        let ring = KeyRing(keys)
        loaded.withLock { $0 = Loaded(mark: mark, ring: ring) }
        return ring
    }

    /// The key that signs now.
    func signingKey() async throws -> SigningKey {
        guard let key = try await ringMakingFirst().newest else { throw NoSigningKey() }
        return key
    }

    /// The keys, of which there is at least one: the first is made here. Processes that do this at once agree on one.
    func ringMakingFirst() async throws -> KeyRing {
        let ring = try await ring()
        guard ring.newest == nil else { return ring }
        try await makeKey(createdAt: clock.now(), onlyIfNone: true)
        return try await self.ring()
    }

    @discardableResult
    private func makeKey(createdAt: Timestamp, onlyIfNone: Bool) async throws -> String {
        let key = P256.Signing.PrivateKey()
        let kid = SigningKey.thumbprint(of: key.publicKey)
        let wrapped = try wrapping.wrap(Array(key.rawRepresentation), context: KeyContext.signingKey(kid))
        let stored = StoredSigningKey(kid: kid, createdAt: createdAt, wrapped: wrapped)
        try await store.add(stored, onlyIfNone: onlyIfNone)
        return kid
    }

    private func open(_ stored: StoredSigningKey) async throws -> SigningKey {
        let raw = try wrapping.unwrap(stored.wrapped, context: KeyContext.signingKey(stored.kid))
        return try await SigningKey(P256.Signing.PrivateKey(rawRepresentation: raw), createdAt: stored.createdAt)
    }
}

/// A key that was added just now isn't in the store. A fault.
struct NoSigningKey: Error {}

/// The built-in issuer's keys at one moment.
struct KeyRing: Sendable {
    /// Newest first.
    let keys: [SigningKey]
    private let byID: [String: SigningKey]

    init(_ keys: [SigningKey]) {
        self.keys = keys
        byID = Dictionary(keys.map { ($0.kid, $0) }, uniquingKeysWith: { newer, _ in newer })
    }

    var newest: SigningKey? { keys.first }

    func key(_ kid: String) -> VerificationKey? { byID[kid]?.verification }
}
