import Foundation
import Testing
import VitrineCore
import VitrineTestKit
import VitrineVault

struct VaultTests {
    @Test func `a publisher's key is made on first need, once, and kept`() async throws {
        try await VaultRoom.with { room in
            #expect(try await room.store.allDataKeys().isEmpty)
            let box = try await room.seal()
            #expect(try await room.store.allDataKeys().map(\.id) == [box.keyID])
            _ = try await room.seal()
            #expect(try await room.store.allDataKeys().count == 1)
            #expect(
                try await room.anotherVault().keys(of: .contoso).open(box, at: VaultRoom.path, of: VaultRoom.offer)
                    == VaultRoom.secret
            )
        }
    }

    @Test func `many at once share the first key`() async throws {
        try await VaultRoom.with { room in
            let other = try room.anotherVault()
            let vault = room.vault
            let boxes = try await withThrowingTaskGroup(of: SealedBox.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        let keys = try await (number.isMultiple(of: 2) ? vault : other).keys(of: .contoso)
                        return try keys.seal(VaultRoom.secret, at: VaultRoom.path, of: VaultRoom.offer)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(boxes.map(\.keyID)).count == 1)
            for box in boxes { #expect(try await room.open(box) == VaultRoom.secret) }
        }
    }

    @Test func `publishers have keys of their own, whatever their spelling`() async throws {
        try await VaultRoom.with { room in
            let box = try await room.seal()
            #expect(try await room.open(box, in: PublisherID(stored: "CONTOSO")) == VaultRoom.secret)
            #expect(try await room.seal(in: .fabrikam).keyID != box.keyID)
        }
    }

    @Test func `a publisher that isn't there is refused`() async throws {
        try await VaultRoom.with { room in
            let refusal = await #expect(throws: Refusal.self) { try await room.seal(in: PublisherID(stored: "nobody")) }
            #expect(refusal?.code == .publisherNotFound)
        }
    }

    @Test func `a box that was moved doesn't open`() async throws {
        try await VaultRoom.with { room in
            let box = try await room.seal()
            let keys = try await room.vault.keys(of: .contoso)
            #expect(throws: (any Error).self) { try keys.open(box, at: VaultRoom.path, of: GUID(high: 1, low: 3)) }
            for path in ["/offer/key2", "/offer", "/offer/Key", "/plans/planId=a/key"] {
                #expect(throws: (any Error).self) { try keys.open(box, at: SecretPath(path), of: VaultRoom.offer) }
            }
            _ = try await room.seal(in: .fabrikam)
            await #expect(throws: (any Error).self) { try await room.open(box, in: .fabrikam) }
            let theirs = try await room.seal(in: .fabrikam).keyID
            let renamed = SealedBox(keyID: theirs, bytes: box.bytes)
            await #expect(throws: (any Error).self) { try await room.open(renamed, in: .fabrikam) }
        }
    }

    /// Somebody who can write to the database, but hasn't the master key, gives a publisher another one's key.
    @Test func `a key that was moved to another publisher doesn't open`() async throws {
        try await VaultRoom.with { room in
            _ = try await room.seal()
            let key = try #require(try await room.store.dataKeys(of: .contoso).first)
            let moved = StoredDataKey(id: "moved", publisher: .fabrikam, createdAt: key.createdAt, wrapped: key.wrapped)
            try await room.store.add(moved, onlyIfNone: true)
            await #expect(throws: (any Error).self) { try await room.seal(in: .fabrikam) }
            await #expect(throws: (any Error).self) { try await room.vault.check() }
        }
    }

    @Test func `a box that was changed anywhere doesn't open`() async throws {
        try await VaultRoom.with { room in
            let box = try await room.seal()
            for index in box.bytes.indices {
                var bytes = box.bytes
                bytes[index] ^= 0x80
                await #expect(throws: (any Error).self) {
                    try await room.open(SealedBox(keyID: box.keyID, bytes: bytes))
                }
            }
        }
    }

    @Test func `without its master key nothing opens, and the check says which key is needed`() async throws {
        try await VaultRoom.with { room in
            let box = try await room.seal()
            try await room.vault.check()
            let needed = room.ring.currentID
            room.master.set([.random()])
            let stranger = try room.anotherVault()
            await #expect(throws: KeyUnavailable(keyID: needed)) { try await stranger.check() }
            await #expect(throws: KeyUnavailable(keyID: needed)) { try await stranger.keys(of: .contoso) }
            #expect(try await room.open(box) == VaultRoom.secret)
        }
    }

    @Test func `neither secrets nor keys are in the store in clear`() async throws {
        try await withTemporaryDirectory { directory in
            let text = MasterKeyParsingTests.one
            let raw = Data(repeating: 1, count: 32)
            try await Backend.withSQLite(in: directory) { store in
                try await store.add(Publisher.fixture())
                let ring = try MasterKeyRing { try MasterKeyFile.parse(text) }
                let vault = Vault(store: store, marks: store, ring: ring, clock: TestClock())
                let box = try await vault.keys(of: .contoso).seal(
                    VaultRoom.secret,
                    at: VaultRoom.path,
                    of: VaultRoom.offer
                )
                let secret = SealedSecret(path: VaultRoom.path, pointer: nil, value: box)
                try await store.put(.fixture(), .fixture(secrets: [secret]))
                _ = try await vault.rotate(signingKeys: [])
            }
            let stored = try Data(contentsOf: directory.appending(path: "store.sqlite"))
            #expect(stored.range(of: Data("Web server".utf8)) != nil)
            for clear in [Data(text.utf8), raw, Data(VaultRoom.secret), Data("correct horse".utf8)] {
                #expect(stored.range(of: clear) == nil)
            }
        }
    }
}
