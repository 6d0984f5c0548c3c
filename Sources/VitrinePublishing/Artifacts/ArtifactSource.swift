/// Reads files from addresses that publishers name, without being led into our own network.
package protocol ArtifactSource: Sendable {
    /// Reads a whole file into `sink`. When it throws, some of the file may have gone there.
    func read(
        _ url: String,
        atMost maximumBytes: Int,
        within limit: Duration,
        into sink: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(ArtifactUnavailable)

    /// Reads the last `count` bytes of a file.
    func readEnd(of url: String, count: Int) async throws(ArtifactUnavailable) -> FileEnd
}

/// The end of a file, and what its server said of it.
package struct FileEnd: Sendable {
    package let bytes: [UInt8]

    /// The whole file's, where the server told.
    package let fileLength: Int?

    /// What kind of blob it is in its store, where the server told.
    package let blobType: String?

    package init(bytes: [UInt8], fileLength: Int?, blobType: String?) {
        self.bytes = bytes
        self.fileLength = fileLength
        self.blobType = blobType
    }
}

/// Why a file couldn't be read.
package struct ArtifactUnavailable: Error, Sendable, Equatable {
    /// A sentence for the publisher; without the URL, and without any address that a name has.
    package let reason: String

    /// Whether the same attempt would fail the same way.
    package let isFinal: Bool

    package init(_ reason: String, isFinal: Bool) {
        self.reason = reason
        self.isFinal = isFinal
    }
}
