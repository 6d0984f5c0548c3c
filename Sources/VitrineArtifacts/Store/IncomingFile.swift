import Crypto

/// A file in the making, which knows the digest, length and kind of what it holds. All of its functions block.
struct IncomingFile: ~Copyable {
    let path: String
    private let file: FileDescriptor
    private let limit: Int
    private var size = 0
    private var hash = SHA256()
    private var recogniser = KindRecogniser()
    private var failure: ArtifactError?

    init(_ path: String, limit: Int) throws(ArtifactError) {
        file = try FileDescriptor(creating: path)
        self.path = path
        self.limit = limit
    }

    /// The first failure is the last word: what is missing can't be written later.
    mutating func append(_ bytes: [UInt8]) throws(ArtifactError) {
        if let failure { throw failure }
        do {
            try add(bytes)
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func add(_ bytes: [UInt8]) throws(ArtifactError) {
        guard bytes.count <= limit - size else { throw .tooLarge(limit: limit) }
        try file.append(bytes)
        size += bytes.count
        hash.update(data: bytes)
        recogniser.append(bytes)
    }

    /// Makes the content durable, under the name it has.
    func finish() throws(ArtifactError) -> StoredArtifact {
        if let failure { throw failure }
        try file.sync()
        return StoredArtifact(digest: ArtifactDigest(hash.finalize()), size: size, kind: recogniser.kind)
    }
}
