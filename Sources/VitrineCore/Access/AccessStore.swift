/// Where publishers, members, applications and signing keys are kept.
///
/// Every write here changes the `access` part of ``OfferStore/mark()``.
package protocol AccessStore: Sendable {
    /// The strongest role that `principal` has in `publisher`; `nil` when it has none or there is no such publisher.
    ///
    /// A member that is an application matches the principal's application or object id; one that is a user matches the
    /// object id of a principal that is not an application calling for itself.
    func role(of principal: Principal, in publisher: PublisherID) async throws -> Role?

    /// The publishers in which `principal` has any role, ordered by key.
    func publishers(of principal: Principal) async throws -> [Publisher]

    func publisher(_ id: PublisherID) async throws -> Publisher?

    /// Every publisher, ordered by key. For operators.
    func allPublishers() async throws -> [Publisher]

    /// - Throws: ``Refusal`` with code `alreadyExists` when the name is taken, in any case of letters.
    func add(_ publisher: Publisher) async throws

    /// Changes a publisher's contact; empty for none. Counts as a change of its record.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`.
    func setContact(_ contact: String, of publisher: PublisherID) async throws

    func application(_ clientID: GUID) async throws -> Application?

    /// Adds an application and its roles in one transaction.
    ///
    /// - Throws: ``Refusal`` with code `alreadyExists` when the client id is taken, `publisherNotFound` when a role names
    ///   no publisher.
    func add(_ application: Application, roles: [Member]) async throws

    /// Gives an application another secret; nothing happens where there is none of that client id.
    func set(_ secret: SecretHash, of clientID: GUID) async throws

    /// The members of a publisher, ordered by kind and id.
    func members(of publisher: PublisherID) async throws -> [Member]

    /// Adds `member`, or gives it another role.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`.
    func set(_ member: Member) async throws

    /// Removes a member; `false` when it wasn't one.
    func removeMember(kind: Member.Kind, id: String, from publisher: PublisherID) async throws -> Bool

    /// The keys that tokens of the built-in issuer are signed with, newest first.
    func signingKeys() async throws -> [StoredSigningKey]

    /// Adds a signing key; when another process added the first one meanwhile and `onlyIfNone` is set, nothing is written.
    func add(_ key: StoredSigningKey, onlyIfNone: Bool) async throws
}

/// A private key of the built-in issuer, wrapped by the master key.
package struct StoredSigningKey: Sendable, Equatable {
    package let kid: String
    package let createdAt: Timestamp
    package let wrapped: SealedBox

    package init(kid: String, createdAt: Timestamp, wrapped: SealedBox) {
        self.kid = kid
        self.createdAt = createdAt
        self.wrapped = wrapped
    }
}
