import Crypto
import Synchronization

/// Artifacts in files of a directory: `aa/bb/<digest>`, where `aa` and `bb` begin the digest.
///
/// For one process at a time: opening removes what other writers have not finished. Files are made with mode 0600,
/// directories with 0700. Files are read and written on threads of this store's own, at most `width` at a time.
package final class DirectoryArtifacts: ArtifactStore {
    private static let pieceBytes = 65_536

    private let tree: ArtifactTree
    private let queue: BlockingQueue
    /// Held while a file comes to its place, and while one is looked at and removed: what was stored again in between
    /// is kept.
    private let placing = Mutex(())

    private init(tree: ArtifactTree, queue: BlockingQueue) {
        self.tree = tree
        self.queue = queue
    }

    /// Opens the store in the directory at `path`, which is made where it isn't there; the one above it must be.
    package static func open(_ path: String, width: Int = 4) async throws(ArtifactError) -> DirectoryArtifacts {
        let queue = BlockingQueue(name: "artifacts", width: width)
        let tree = try await queue.run { () throws(ArtifactError) in try ArtifactTree(path) }
        return DirectoryArtifacts(tree: tree, queue: queue)
    }

    package func put(
        limit: Int,
        _ write: (any ArtifactWriter) async throws -> Void
    ) async throws -> StoredArtifact {
        let path = tree.newIncoming()
        let writer = try await queue.run { () throws(ArtifactError) in
            FileWriter(try IncomingFile(path, limit: limit), self.queue)
        }
        do {
            try await write(writer)
            return try await queue.run { () throws(ArtifactError) in try self.place(writer, path) }
        } catch {
            // The first error counts; what stays behind is removed at the next start.
            try? await queue.run { () throws(ArtifactError) in try ArtifactTree.remove(path) }
            throw error
        }
    }

    private func place(_ writer: FileWriter, _ path: String) throws(ArtifactError) -> StoredArtifact {
        let artifact = try writer.finish()
        try placing.withLock { _ throws(ArtifactError) in try tree.move(path, to: artifact.digest) }
        return artifact
    }

    package func artifact(_ digest: ArtifactDigest) async throws(ArtifactError) -> StoredArtifact {
        try await queue.run { [tree] () throws(ArtifactError) in
            let file = try Self.file(digest, in: tree)
            let size = try file.facts().size
            var recogniser = KindRecogniser()
            var place = 0
            while place < size, !recogniser.isSettled {
                let piece = try file.read(place..<min(size, place + Self.pieceBytes))
                guard !piece.isEmpty else { throw .damaged(digest) }
                recogniser.append(piece)
                place += piece.count
            }
            return StoredArtifact(digest: digest, size: size, kind: recogniser.kind)
        }
    }

    package func read(
        _ range: Range<Int>,
        of artifact: StoredArtifact
    ) async throws(ArtifactError) -> [UInt8] {
        try await queue.run { [tree] () throws(ArtifactError) in
            let file = try Self.file(artifact.digest, in: tree)
            let size = try file.facts().size
            guard size == artifact.size, range.lowerBound >= 0, range.upperBound <= size else {
                throw .damaged(artifact.digest)
            }
            let bytes = try file.read(range)
            guard bytes.count == range.count else { throw .damaged(artifact.digest) }
            return bytes
        }
    }

    package func withFile<Value: Sendable>(
        of artifact: StoredArtifact,
        _ work: @escaping @Sendable (_ path: String) -> Value
    ) async throws(ArtifactError) -> Value {
        try await queue.run { [tree] () throws(ArtifactError) in
            guard try Self.file(artifact.digest, in: tree).facts().size == artifact.size else {
                throw .damaged(artifact.digest)
            }
            return work(tree.path(of: artifact.digest))
        }
    }

    package func isIntact(_ digest: ArtifactDigest) async throws(ArtifactError) -> Bool {
        try await queue.run { [tree] () throws(ArtifactError) in
            let file = try Self.file(digest, in: tree)
            var hash = SHA256()
            var place = 0
            while true {
                let piece = try file.read(place..<place + Self.pieceBytes)
                if piece.isEmpty { break }
                hash.update(data: piece)
                place += piece.count
            }
            return ArtifactDigest(hash.finalize()) == digest
        }
    }

    package func digests(storedBefore time: Int) async throws(ArtifactError) -> [ArtifactDigest] {
        try await queue.run { [tree] () throws(ArtifactError) in try tree.digests(storedBefore: time) }
    }

    package func delete(_ digest: ArtifactDigest, storedBefore time: Int) async throws(ArtifactError) -> Bool {
        try await queue.run { () throws(ArtifactError) in
            try self.placing.withLock { _ throws(ArtifactError) in
                let facts = try FileFacts.of(self.tree.path(of: digest))
                guard let facts, facts.modified < time else { return false }
                try self.tree.remove(digest)
                return true
            }
        }
    }

    private static func file(_ digest: ArtifactDigest, in tree: ArtifactTree) throws(ArtifactError) -> FileDescriptor {
        guard let file = try FileDescriptor.reading(tree.path(of: digest)) else { throw .notFound(digest) }
        return file
    }
}

/// Appends to an ``IncomingFile`` on the store's threads.
private final class FileWriter: ArtifactWriter {
    private let file: Mutex<IncomingFile>
    private let queue: BlockingQueue

    init(_ file: consuming sending IncomingFile, _ queue: BlockingQueue) {
        self.file = Mutex(file)
        self.queue = queue
    }

    func append(_ bytes: [UInt8]) async throws(ArtifactError) {
        try await queue.run { () throws(ArtifactError) in
            try self.file.withLock { file throws(ArtifactError) in try file.append(bytes) }
        }
    }

    func finish() throws(ArtifactError) -> StoredArtifact {
        try file.withLock { file throws(ArtifactError) in try file.finish() }
    }
}
