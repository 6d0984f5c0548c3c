import Foundation
package import VitrineAccess
package import VitrineCore
package import VitrineSQLite
package import VitrineVault

/// What stands behind a server and behind every command: the store, the keys, the issuer.
package struct Installation: Sendable {
    package let settings: ServerSettings
    package let store: SQLiteStore
    package let ring: MasterKeyRing
    package let vault: Vault
    package let signingKeys: SigningKeys
    package let hasher: SecretHasher
    package let issuer: BuiltInIssuer

    /// What time it is for offers and operations.
    package let clock: any WallClock

    /// What time it is for tokens and keys, and in the header `Date`: the same, but in a rehearsal.
    package let accessClock: any WallClock

    /// Publishers, applications and members, whatever store keeps them.
    package var access: any AccessStore { store }

    /// Waits for the writes under way, then closes the store.
    package func close() async throws {
        try await store.close()
    }

    /// Opens the data directory; makes directory, database and key file where they aren't there.
    ///
    /// - Throws: ``StoreOpeningError``, ``MasterKeyError``, ``KeyUnavailable`` when the keys at hand don't open what is
    ///   stored, or the system's error.
    package static func open(
        _ settings: ServerSettings,
        clock: any WallClock = SystemClock(),
        accessClock: (any WallClock)? = nil
    ) async throws -> Installation {
        let accessClock = accessClock ?? clock
        let directory = DataDirectory(url: settings.dataDirectory)
        try directory.make()
        let limits = SQLiteLimits(readers: settings.readers, maximumBytes: settings.maximumBytes)
        let store = try SQLiteStore(file: directory.database, limits: limits)
        let ring = try await MasterKeys.ring(settings, for: store)
        let vault = Vault(store: store, marks: store, ring: ring, clock: accessClock)
        try await vault.check()
        for key in try await store.signingKeys() {
            _ = try ring.unwrap(key.wrapped, context: KeyContext.signingKey(key.kid))
        }
        let signingKeys = SigningKeys(store: store, marks: store, wrapping: ring, clock: accessClock)
        let hasher = SecretHasher()
        let issuer = BuiltInIssuer(
            applications: store,
            keys: signingKeys,
            hasher: hasher,
            guesses: GuessLimit(clock: accessClock),
            clock: accessClock,
            audience: Audience(settings.audience),
            lifetime: .seconds(settings.tokenSeconds)
        )
        return Installation(
            settings: settings,
            store: store,
            ring: ring,
            vault: vault,
            signingKeys: signingKeys,
            hasher: hasher,
            issuer: issuer,
            clock: clock,
            accessClock: accessClock
        )
    }
}

/// Where the master keys come from: the setting, else the file.
private enum MasterKeys {
    static func ring(_ settings: ServerSettings, for store: SQLiteStore) async throws -> MasterKeyRing {
        let text = settings.masterKeys
        guard text.value.isEmpty else {
            do {
                return try MasterKeyRing { try MasterKeyFile.parse(text.value) }
            } catch {
                throw SettingError.wrong(Settings.masterKeys.key, "each key must be 32 bytes in Base64")
            }
        }
        let file = MasterKeyFile(settings.keyFile)
        if !file.exists {
            // A new key would open nothing of what is stored: a lost file must be noticed, not replaced.
            let dataKeys = try await store.allDataKeys()
            let signingKeys = try await store.signingKeys()
            guard dataKeys.isEmpty, signingKeys.isEmpty else {
                throw MasterKeyError.missing(path: settings.keyFile.path(percentEncoded: false))
            }
            try file.create()
        }
        return try MasterKeyRing { try file.read() }
    }
}
