/// Where publishers' data keys are kept, wrapped by the master key.
package protocol KeyStore: Sendable {
    /// The data keys of a publisher, newest first.
    func dataKeys(of publisher: PublisherID) async throws -> [StoredDataKey]

    /// Every data key there is. For rotation, and for checking at start that they can be opened.
    func allDataKeys() async throws -> [StoredDataKey]

    /// Adds a data key; with `onlyIfNone`, nothing is written when the publisher has one already.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`.
    func add(_ key: StoredDataKey, onlyIfNone: Bool) async throws

    /// Replaces the wrappings of keys that exist, and adds the ones that don't, all in one transaction.
    func rotate(dataKeys: [StoredDataKey], signingKeys: [StoredSigningKey]) async throws
}

/// A key that seals one publisher's secrets, wrapped by the master key.
package struct StoredDataKey: Sendable, Equatable {
    package let id: String
    package let publisher: PublisherID
    package let createdAt: Timestamp
    package let wrapped: SealedBox

    package init(id: String, publisher: PublisherID, createdAt: Timestamp, wrapped: SealedBox) {
        self.id = id
        self.publisher = publisher
        self.createdAt = createdAt
        self.wrapped = wrapped
    }
}
