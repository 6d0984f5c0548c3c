import Foundation
import Testing
import VitrineArtifacts
import VitrineTestKit

@Suite struct DirectoryArtifactsTests {
    private static let limit = 1_000_000
    /// Long after any test.
    private static let later = 1 << 40

    private func withStore(_ work: (DirectoryArtifacts, URL) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            let root = directory.appending(path: "artifacts")
            try await work(try await DirectoryArtifacts.open(root.path), root)
        }
    }

    private func place(of digest: ArtifactDigest, in root: URL) -> URL {
        let hex = digest.hex
        return root.appending(path: "\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)")
    }

    private func incoming(in root: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "incoming").path)
    }

    private func expectNothingIncoming(in root: URL) throws {
        #expect(try incoming(in: root).isEmpty)
    }

    private func mode(of url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    private func setTime(_ seconds: Int, of digest: ArtifactDigest, in root: URL) throws {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: place(of: digest, in: root).path)
    }

    @Test func `what is stored is read again`() async throws {
        try await withStore { store, root in
            let bytes = try Fixture.bytes("rgb-37x23.png")
            let artifact = try await store.put(bytes, limit: bytes.count)
            #expect(artifact == StoredArtifact(digest: ArtifactDigest(of: bytes), size: bytes.count, kind: .png))
            #expect(try await store.artifact(artifact.digest) == artifact)
            #expect(try await store.read(0..<bytes.count, of: artifact) == bytes)
            #expect(try await store.read(10..<20, of: artifact) == Array(bytes[10..<20]))
            #expect(try await store.read(5..<5, of: artifact).isEmpty)
            #expect(try Data(contentsOf: place(of: artifact.digest, in: root)) == Data(bytes))
            try expectNothingIncoming(in: root)
            let again = try await DirectoryArtifacts.open(root.path)
            #expect(try await again.read(0..<bytes.count, of: artifact) == bytes)
        }
    }

    @Test func `chunks make the same artifact as the whole`() async throws {
        try await withStore { store, _ in
            let bytes = Array(String(repeating: "price;1€\n", count: 20_000).utf8)
            let artifact = try await store.put(limit: bytes.count) { writer in
                for start in stride(from: 0, to: bytes.count, by: 1_001) {
                    try await writer.append(Array(bytes[start..<min(bytes.count, start + 1_001)]))
                }
            }
            #expect(artifact == StoredArtifact(digest: ArtifactDigest(of: bytes), size: bytes.count, kind: .text))
            #expect(try await store.artifact(artifact.digest) == artifact)
            var streamed: [UInt8] = []
            try await store.stream(7..<bytes.count, of: artifact, chunkBytes: 999) { chunk in
                #expect(chunk.count <= 999)
                streamed += chunk
            }
            #expect(streamed == Array(bytes[7...]))
        }
    }

    @Test func `nothing is an artifact too`() async throws {
        try await withStore { store, _ in
            let artifact = try await store.put([], limit: 0)
            #expect(artifact == StoredArtifact(digest: ArtifactDigest(of: []), size: 0, kind: .unknown))
            #expect(try await store.artifact(artifact.digest) == artifact)
            #expect(try await store.read(0..<0, of: artifact).isEmpty)
        }
    }

    @Test func `a file that is too large is refused as soon as it is, and leaves nothing`() async throws {
        try await withStore { store, root in
            var appended = 0
            await #expect(throws: ArtifactError.tooLarge(limit: 25)) {
                try await store.put(limit: 25) { writer in
                    while appended < 100 {
                        try await writer.append([UInt8](repeating: 0, count: 10))
                        appended += 10
                    }
                }
            }
            #expect(appended == 20)
            try expectNothingIncoming(in: root)
            #expect(try await store.digests(storedBefore: Self.later).isEmpty)
        }
    }

    @Test func `a failure that the writer's user passed over still counts`() async throws {
        try await withStore { store, root in
            await #expect(throws: ArtifactError.tooLarge(limit: 5)) {
                try await store.put(limit: 5) { writer in
                    try await writer.append([1, 2, 3])
                    await #expect(throws: ArtifactError.self) { try await writer.append([4, 5, 6]) }
                    await #expect(throws: ArtifactError.self) { try await writer.append([4]) }
                }
            }
            try expectNothingIncoming(in: root)
            #expect(try await store.digests(storedBefore: Self.later).isEmpty)
        }
    }

    @Test func `a download that breaks off leaves nothing`() async throws {
        try await withStore { store, root in
            await #expect(throws: BrokenOff.self) {
                try await store.put(limit: Self.limit) { writer in
                    try await writer.append([1, 2, 3])
                    #expect(try incoming(in: root).count == 1)
                    throw BrokenOff()
                }
            }
            try expectNothingIncoming(in: root)
        }
    }

    private struct BrokenOff: Error {}

    @Test func `what an interrupted writer left is swept at the next start, and nothing else is`() async throws {
        try await withStore { store, root in
            let artifact = try await store.put([1, 2, 3], limit: 3)
            let left = root.appending(path: "incoming/17")
            try Data([9]).write(to: left)
            #expect(try await store.digests(storedBefore: Self.later) == [artifact.digest])
            let again = try await DirectoryArtifacts.open(root.path)
            try expectNothingIncoming(in: root)
            #expect(try await again.read(0..<3, of: artifact) == [1, 2, 3])
        }
    }

    @Test func `many writers of the same and of other content don't disturb one another`() async throws {
        try await withStore { store, root in
            let stored = try await withThrowingTaskGroup(of: StoredArtifact.self) { group in
                for number in 0..<60 {
                    let bytes = [UInt8](repeating: UInt8(number % 3), count: 10_000)
                    group.addTask { try await store.put(bytes, limit: Self.limit) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(stored.count == 3)
            #expect(try await Set(store.digests(storedBefore: Self.later)) == Set(stored.map(\.digest)))
            for artifact in stored { #expect(try await store.isIntact(artifact.digest)) }
            try expectNothingIncoming(in: root)
        }
    }

    @Test func `files and directories are their owner's alone`() async throws {
        try await withStore { store, root in
            let artifact = try await store.put([1], limit: 1)
            let file = place(of: artifact.digest, in: root)
            #expect(try mode(of: file) == 0o600)
            let inner = file.deletingLastPathComponent()
            for directory in [inner, inner.deletingLastPathComponent(), root, root.appending(path: "incoming")] {
                #expect(try mode(of: directory) == 0o700)
            }
        }
    }

    @Test func `an artifact that changed is not served as if it hadn't`() async throws {
        try await withStore { store, root in
            let artifact = try await store.put([1, 2, 3, 4], limit: 4)
            let file = place(of: artifact.digest, in: root)
            #expect(try await store.isIntact(artifact.digest))
            try Data([1, 2, 3, 5]).write(to: file)
            #expect(try await !store.isIntact(artifact.digest))
            for other in [Data([1, 2, 3]), Data([1, 2, 3, 4, 5]), Data()] {
                try other.write(to: file)
                await #expect(throws: ArtifactError.damaged(artifact.digest)) {
                    try await store.read(0..<2, of: artifact)
                }
            }
            #expect(try await store.put([1, 2, 3, 4], limit: 4) == artifact)
            #expect(try await store.read(0..<4, of: artifact) == [1, 2, 3, 4])
            await #expect(throws: ArtifactError.damaged(artifact.digest)) { try await store.read(2..<5, of: artifact) }
        }
    }

    @Test func `what isn't there is not found`() async throws {
        try await withStore { store, _ in
            let digest = ArtifactDigest(of: [1])
            let artifact = StoredArtifact(digest: digest, size: 1, kind: .unknown)
            let isDeleted = try await store.delete(digest, storedBefore: Self.later)
            #expect(!isDeleted)
            await #expect(throws: ArtifactError.notFound(digest)) { try await store.artifact(digest) }
            await #expect(throws: ArtifactError.notFound(digest)) { try await store.read(0..<1, of: artifact) }
            await #expect(throws: ArtifactError.notFound(digest)) { try await store.isIntact(digest) }
        }
    }

    @Test func `only what was stored long enough ago is listed and deleted`() async throws {
        try await withStore { store, root in
            let old = try await store.put([1], limit: 1).digest
            let new = try await store.put([2], limit: 1).digest
            try setTime(1_000, of: old, in: root)
            try setTime(2_000, of: new, in: root)
            #expect(try await store.digests(storedBefore: 1_000).isEmpty)
            #expect(try await store.digests(storedBefore: 2_000) == [old])
            #expect(try await store.delete(old, storedBefore: 2_000))
            #expect(try await !store.delete(new, storedBefore: 2_000))
            #expect(try await store.digests(storedBefore: 2_001) == [new])
        }
    }

    @Test func `what was stored again meanwhile is not deleted`() async throws {
        try await withStore { store, root in
            let artifact = try await store.put([1], limit: 1)
            try setTime(1_000, of: artifact.digest, in: root)
            let listed = try await store.digests(storedBefore: 2_000)
            #expect(listed == [artifact.digest])
            _ = try await store.put([1], limit: 1)
            #expect(try await !store.delete(artifact.digest, storedBefore: 2_000))
            #expect(try await store.read(0..<1, of: artifact) == [1])
        }
    }

    @Test func `files that are no artifacts are left alone`() async throws {
        try await withStore { store, root in
            let artifact = try await store.put([1], limit: 1)
            try Data().write(to: root.appending(path: "ab"))
            try Data().write(
                to: place(of: artifact.digest, in: root).deletingLastPathComponent().appending(path: "note")
            )
            #expect(try await store.digests(storedBefore: Self.later) == [artifact.digest])
        }
    }

    @Test func `what the system refuses is said in a sentence`() async throws {
        try await withStore { store, root in
            let digest = ArtifactDigest(of: [1])
            try Data().write(to: root.appending(path: String(digest.hex.prefix(2))))
            let error = await #expect(throws: ArtifactError.self) { try await store.put([1], limit: 1) }
            #expect(error?.description == "Can't make a directory for artifacts: Not a directory.")
            try expectNothingIncoming(in: root)
            await #expect(throws: ArtifactError.self) { try await DirectoryArtifacts.open("/dev/null/artifacts") }
        }
    }
}
