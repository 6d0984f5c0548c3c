import Foundation
import Synchronization
import Testing
import VitrineCore
import VitrineTestKit
import VitrineVault

struct MasterKeyRingTests {
    private let secret: [UInt8] = Array("key material".utf8)

    @Test func `what is wrapped is unwrapped in its context`() throws {
        let ring = try MasterKeyRing { [.random()] }
        let box = try ring.wrap(secret, context: "here")
        #expect(box.keyID == ring.currentID)
        #expect(try ring.unwrap(box, context: "here") == secret)
        #expect(throws: (any Error).self) { try ring.unwrap(box, context: "there") }
    }

    @Test func `the same secret is never wrapped to the same bytes`() throws {
        let ring = try MasterKeyRing { [.random()] }
        let boxes = try (0..<50).map { _ in try ring.wrap(secret, context: "here").bytes }
        #expect(Set(boxes).count == 50)
    }

    @Test func `the first key wraps, every key unwraps`() throws {
        let source = KeySource(.random())
        let ring = try MasterKeyRing { source.keys }
        let old = try ring.wrap(secret, context: "here")
        source.add(.random())
        try ring.reload()
        let new = try ring.wrap(secret, context: "here")
        #expect(new.keyID == source.keys[0].id)
        #expect(new.keyID != old.keyID)
        #expect(try ring.unwrap(old, context: "here") == secret)
        #expect(try ring.unwrap(new, context: "here") == secret)
    }

    @Test func `a key that another process added is found when it is needed`() async throws {
        try await withTemporaryDirectory { directory in
            let file = MasterKeyFile(directory.appending(path: "master.keys"))
            try file.create()
            let ours = try MasterKeyRing { try file.read() }
            try file.addNewKey()
            let theirs = try MasterKeyRing { try file.read() }
            let box = try theirs.wrap(secret, context: "here")
            #expect(box.keyID != ours.currentID)
            #expect(try ours.unwrap(box, context: "here") == secret)
            #expect(ours.currentID == theirs.currentID)
        }
    }

    @Test func `a box of a key that isn't there names that key`() throws {
        let box = try MasterKeyRing { [.random()] }.wrap(secret, context: "here")
        let ring = try MasterKeyRing { [.random()] }
        #expect(throws: KeyUnavailable(keyID: box.keyID)) { try ring.unwrap(box, context: "here") }
    }

    @Test func `a box that was changed anywhere doesn't open`() throws {
        let ring = try MasterKeyRing { [.random()] }
        let box = try ring.wrap(secret, context: "here")
        for index in box.bytes.indices {
            var bytes = box.bytes
            bytes[index] ^= 1
            #expect(throws: (any Error).self) {
                try ring.unwrap(SealedBox(keyID: box.keyID, bytes: bytes), context: "here")
            }
        }
        for length in 0..<box.bytes.count {
            let cut = SealedBox(keyID: box.keyID, bytes: Array(box.bytes.prefix(length)))
            #expect(throws: (any Error).self) { try ring.unwrap(cut, context: "here") }
        }
    }

    @Test func `a ring without keys isn't made, and keeps its keys when there suddenly are none`() throws {
        #expect(throws: MasterKeyError.empty) { try MasterKeyRing { [] } }
        let source = KeySource(.random())
        let ring = try MasterKeyRing { source.keys }
        let box = try ring.wrap(secret, context: "here")
        source.empty()
        #expect(throws: MasterKeyError.empty) { try ring.reload() }
        #expect(try ring.unwrap(box, context: "here") == secret)
    }
}

/// Where a ring reads its keys, as a file that somebody else changes.
final class KeySource: Sendable {
    private let list: Mutex<[MasterKey]>

    init(_ key: MasterKey) {
        list = Mutex([key])
    }

    var keys: [MasterKey] { list.withLock { $0 } }

    func add(_ key: MasterKey) { list.withLock { $0.insert(key, at: 0) } }

    func empty() { list.withLock { $0 = [] } }

    func set(_ keys: [MasterKey]) { list.withLock { $0 = keys } }
}
