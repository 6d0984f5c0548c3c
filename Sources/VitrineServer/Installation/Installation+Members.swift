import VitrineAccess
package import VitrineCore
import VitrineSQLite
import VitrineVault

/// What the command line does with an installation.
extension Installation {
    /// Adds an application with one role, and returns its id and its secret, which can't be read again.
    package func addApplication(
        name: String,
        role: Role,
        in publisher: PublisherID
    ) async throws -> (clientID: GUID, secret: String) {
        let secret = SecretHasher.newSecret()
        let clientID = GUID.random()
        let application = Application(
            clientID: clientID,
            objectID: GUID.random(),
            name: name,
            secret: try await hasher.hash(secret)
        )
        let member = Member(publisher: publisher, kind: .application, id: clientID.description, role: role)
        try await store.add(application, roles: [member])
        return (clientID, secret)
    }

    /// A token for `role` in `publisher`, good for `lifetime`.
    ///
    /// It is for a principal of the command line's own, a member that ``VitrineCore/AccessStore/members(of:)`` lists; so
    /// the token ends with that membership, too.
    ///
    /// - Throws: ``InstallationError/noPublisher(_:)``.
    package func token(role: Role, in publisher: PublisherID, lifetime: Duration) async throws -> String {
        guard let stored = try await store.publisher(publisher) else {
            throw InstallationError.noPublisher(publisher.text)
        }
        let id = GUID.commandLine(role: role, publisher: stored.id)
        let member = Member(publisher: stored.id, kind: .application, id: id.description, role: role)
        if try await !store.members(of: stored.id).contains(member) { try await store.set(member) }
        return try await issuer.token(
            clientID: id,
            objectID: id,
            audience: settings.audience.first ?? Audience.portal,
            tenant: "vitrine",
            issuerURL: settings.publicURL ?? "http://\(settings.host):\(settings.port)",
            lifetime: lifetime
        ).accessToken
    }

    /// Wraps every key anew with a new master key, new data keys and a new signing key included.
    ///
    /// - Returns: How many keys were wrapped anew.
    package func rotateKeys() async throws -> Int {
        if settings.masterKeys.value.isEmpty { try MasterKeyFile(settings.keyFile).addNewKey() }
        try ring.reload()
        let count = try await vault.rotate(signingKeys: store.signingKeys())
        try await signingKeys.addKey()
        return count
    }
}

extension GUID {
    /// The command line's own principal for a role in a publisher: the same each time, and no other's.
    fileprivate static func commandLine(role: Role, publisher: PublisherID) -> GUID {
        // FNV-1a over the text, twice with different beginnings; marked as a version 8 (own scheme) GUID.
        let text = Array("vitrine command line|\(publisher.key)|\(role.rawValue)".utf8)
        func hash(_ basis: UInt64) -> UInt64 {
            text.reduce(basis) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }
        return GUID(
            high: (hash(0xCBF2_9CE4_8422_2325) & ~0xF000) | 0x8000,
            low: (hash(0x84222325_CBF29CE4) & ~(0xC0 << 56)) | (0x80 << 56)
        )
    }
}
