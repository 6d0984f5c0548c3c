import Testing
import VitrineCore
import VitrineTestKit
import VitrineVault

struct RotationTests {
    @Test func `old values stay readable, new ones are sealed with a new key`() async throws {
        try await VaultRoom.with { room in
            let old = try await room.seal()
            room.master.add(.random())
            try room.ring.reload()
            #expect(try await room.vault.rotate(signingKeys: []) == 1)

            let new = try await room.seal()
            #expect(new.keyID != old.keyID)
            #expect(try await room.open(old) == VaultRoom.secret)
            #expect(try await room.open(new) == VaultRoom.secret)
            #expect(try await room.store.dataKeys(of: .contoso).map(\.id) == [new.keyID, old.keyID])
        }
    }

    @Test func `after a rotation the old master key is needed for nothing`() async throws {
        try await VaultRoom.with { room in
            let old = try await room.seal()
            let theirs = try await room.seal(in: .fabrikam)
            room.master.add(.random())
            try room.ring.reload()
            _ = try await room.vault.rotate(signingKeys: [])
            room.master.set([room.master.keys[0]])

            let fresh = try room.anotherVault()
            try await fresh.check()
            for (box, publisher) in [(old, PublisherID.contoso), (theirs, .fabrikam)] {
                let keys = try await fresh.keys(of: publisher)
                #expect(try keys.open(box, at: VaultRoom.path, of: VaultRoom.offer) == VaultRoom.secret)
            }
            #expect(try await room.store.allDataKeys().allSatisfy { $0.wrapped.keyID == room.ring.currentID })
        }
    }

    @Test(arguments: [-86_400, -1, 0, 1] as [Int64])
    func `a new key is the newest, also when the clock was set back or stands still`(seconds: Int64) async throws {
        try await VaultRoom.with { room in
            var ids: [String] = []
            for _ in 0..<5 {
                ids.insert(try await room.seal().keyID, at: 0)
                room.clock.advance(seconds: seconds)
                _ = try await room.vault.rotate(signingKeys: [])
            }
            ids.insert(try await room.seal().keyID, at: 0)
            #expect(Set(ids).count == 6)
            #expect(try await room.store.dataKeys(of: .contoso).map(\.id) == ids)
        }
    }

    @Test func `a rotation by another process counts at once`() async throws {
        try await VaultRoom.with { room in
            let old = try await room.seal()
            room.master.add(.random())
            _ = try await room.anotherVault().rotate(signingKeys: [])
            let new = try await room.seal()
            #expect(new.keyID != old.keyID)
            #expect(try await room.open(old) == VaultRoom.secret)
        }
    }

    @Test func `keys that were read before a rotation say that they don't know the new one`() async throws {
        try await VaultRoom.with { room in
            let before = try await room.vault.keys(of: .contoso)
            _ = try await room.vault.rotate(signingKeys: [])
            let new = try await room.seal()
            #expect(throws: KeyUnavailable(keyID: new.keyID)) {
                try before.open(new, at: VaultRoom.path, of: VaultRoom.offer)
            }
        }
    }

    @Test func `signing keys are wrapped anew, and stay what they are`() async throws {
        try await VaultRoom.with { room in
            let material = Array("private key".utf8)
            let context = KeyContext.signingKey("kid")
            let key = StoredSigningKey.fixture("kid", wrapped: try room.ring.wrap(material, context: context))
            try await room.store.add(key, onlyIfNone: true)
            room.master.add(.random())
            try room.ring.reload()
            #expect(try await room.vault.rotate(signingKeys: room.store.signingKeys()) == 1)

            let stored = try await room.store.signingKeys()
            #expect(stored.map(\.kid) == ["kid"])
            #expect(stored.map(\.createdAt) == [key.createdAt])
            #expect(stored[0].wrapped.keyID == room.ring.currentID)
            #expect(try room.ring.unwrap(stored[0].wrapped, context: context) == material)
        }
    }

    @Test func `a rotation that can't open a key changes nothing`() async throws {
        try await VaultRoom.with { room in
            _ = try await room.seal()
            let before = try await room.store.allDataKeys()
            let mark = try await room.store.mark()
            room.master.set([.random()])
            let stranger = try room.anotherVault()
            await #expect(throws: KeyUnavailable.self) { try await stranger.rotate(signingKeys: []) }
            #expect(try await room.store.allDataKeys() == before)
            #expect(try await room.store.mark() == mark)
        }
    }

    @Test func `a publisher without a key gets none by a rotation`() async throws {
        try await VaultRoom.with { room in
            _ = try await room.seal()
            _ = try await room.vault.rotate(signingKeys: [])
            #expect(try await room.store.dataKeys(of: .fabrikam).isEmpty)
        }
    }
}
