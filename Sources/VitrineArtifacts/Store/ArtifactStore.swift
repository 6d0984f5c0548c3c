/// Where artifacts are kept, each under the digest of its bytes.
///
/// An artifact never changes. All functions may be called at the same time, also for the same artifact.
package protocol ArtifactStore: Sendable {
    /// Stores what `write` appends to the writer, once it returns. Durable when this returns.
    ///
    /// What is there already is kept once, and counts as stored now. Nothing is stored when `write` throws or
    /// when appending failed, even where `write` passed over that.
    ///
    /// The artifact may have `limit` bytes at most. Throws what `write` throws, or ``ArtifactError``.
    func put(limit: Int, _ write: (any ArtifactWriter) async throws -> Void) async throws -> StoredArtifact

    /// What is stored under `digest`. Its kind is read from its bytes: all of them, where they are text.
    ///
    /// - Throws: ``ArtifactError``: `notFound`, or the system's.
    func artifact(_ digest: ArtifactDigest) async throws(ArtifactError) -> StoredArtifact

    /// The bytes of `range`, which lies within the artifact's size.
    ///
    /// - Throws: ``ArtifactError``: `notFound`; `damaged` when the artifact doesn't have its size any more or the range
    ///   lies outside; the system's.
    func read(_ range: Range<Int>, of artifact: StoredArtifact) async throws(ArtifactError) -> [UInt8]

    /// Gives `work` the path of a plain file with the artifact's bytes, which is there and doesn't change while `work` runs.
    /// It may block.
    ///
    /// - Throws: ``ArtifactError``: `notFound`; `damaged` when the artifact doesn't have its size any more; the system's.
    func withFile<Value: Sendable>(
        of artifact: StoredArtifact,
        _ work: @escaping @Sendable (_ path: String) -> Value
    ) async throws(ArtifactError) -> Value

    /// Hashes the artifact anew.
    ///
    /// - Returns: Whether its bytes are still those of its digest.
    /// - Throws: ``ArtifactError``: `notFound`, or the system's.
    func isIntact(_ digest: ArtifactDigest) async throws(ArtifactError) -> Bool

    /// The artifacts that were last stored before `time`, in seconds since 1970, in no order.
    func digests(storedBefore time: Int) async throws(ArtifactError) -> [ArtifactDigest]

    /// Removes an artifact, unless it was stored again at `time` or later: somebody may be about to refer to it.
    ///
    /// - Returns: Whether it was removed.
    @discardableResult
    func delete(_ digest: ArtifactDigest, storedBefore time: Int) async throws(ArtifactError) -> Bool
}

/// Takes the bytes of one artifact, chunk by chunk. A chunk is appended when the one before has returned.
package protocol ArtifactWriter: Sendable {
    /// - Throws: ``ArtifactError``: `tooLarge` as soon as the limit is passed; `diskFull`; the system's. After that
    ///   nothing more can be appended.
    func append(_ bytes: [UInt8]) async throws(ArtifactError)
}

/// An artifact that is in the store.
package struct StoredArtifact: Hashable, Sendable {
    package let digest: ArtifactDigest
    /// In bytes.
    package let size: Int
    package let kind: ContentKind

    package init(digest: ArtifactDigest, size: Int, kind: ContentKind) {
        self.digest = digest
        self.size = size
        self.kind = kind
    }
}

extension ArtifactStore {
    /// Stores `bytes`.
    package func put(_ bytes: [UInt8], limit: Int) async throws -> StoredArtifact {
        try await put(limit: limit) { try await $0.append(bytes) }
    }

    /// Gives `artifact`'s bytes in `range` to `take`, at most `chunkBytes` at a time.
    package func stream(
        _ range: Range<Int>,
        of artifact: StoredArtifact,
        chunkBytes: Int,
        to take: ([UInt8]) async throws -> Void
    ) async throws {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: max(1, chunkBytes)) {
            let end = min(range.upperBound, start + max(1, chunkBytes))
            try await take(try await read(start..<end, of: artifact))
        }
    }
}
