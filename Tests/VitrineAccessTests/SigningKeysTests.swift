import Crypto
import Foundation
import Testing
import VitrineAccess
import VitrineCore
import VitrineTestKit
import VitrineVault

@Suite struct SigningKeysTests {
    /// Many rounds: not in each of them do two look before the first has written.
    @Test(arguments: 0..<40)
    func `processes that start at once agree on the first key`(round: Int) async throws {
        let room = try await AccessRoom()
        let processes = (0..<8).map { _ in
            SigningKeys(store: room.access, marks: room.offers, wrapping: room.master, clock: room.clock)
        }
        let keySets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for keys in processes {
                let issuer = issuer(of: room, keys: keys)
                group.addTask { try await issuer.keySet() }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(try await room.access.signingKeys().count == 1)
        #expect(keySets.count == 1)
    }

    @Test func `verifying a token makes no key`() async throws {
        let room = try await AccessRoom()
        let stranger = try forge(room.claims(), kid: "nobody", by: .es256(.init()))
        await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(stranger) }
        #expect(try await room.access.signingKeys().isEmpty)
    }

    @Test func `what is stored doesn't hold the private key`() async throws {
        let room = try await AccessRoom()
        _ = try await room.token()
        let stored = try #require(try await room.access.signingKeys().first)
        let raw = try room.master.unwrap(stored.wrapped, context: KeyContext.signingKey(stored.kid))
        #expect(raw.count == 32)
        #expect(!contains(stored.wrapped.bytes, raw))
        #expect(!contains(Array(stored.kid.utf8), raw))
        #expect(throws: (any Error).self) {
            try room.master.unwrap(stored.wrapped, context: KeyContext.signingKey("other"))
        }
    }

    @Test func `a new key signs at once, and tokens of the old one stay good`() async throws {
        let room = try await AccessRoom()
        let old = try await room.token()
        _ = try await room.tokens.verify(old)

        // Another process, such as the command line, adds the key.
        let elsewhere = SigningKeys(store: room.access, marks: room.offers, wrapping: room.master, clock: room.clock)
        let kid = try await elsewhere.addKey()

        let new = try await room.token()
        #expect(try part(0, of: new)["kid"] as? String == kid)
        #expect(try part(0, of: old)["kid"] as? String != kid)
        #expect(try await room.tokens.verify(new).principal == room.tokens.verify(old).principal)
        #expect(try await keySet(of: room).count == 2)
    }

    @Test func `a new key is the newest even after the clock was set back`() async throws {
        let room = try await AccessRoom()
        _ = try await room.token()
        room.clock.advance(seconds: -3600)
        let kid = try await room.keys.addKey()
        #expect(try part(0, of: await room.token())["kid"] as? String == kid)
    }

    @Test func `the key set has public members only, and each kid is the key's thumbprint`() async throws {
        let room = try await AccessRoom()
        let key = try #require(try await keySet(of: room).first)
        #expect(Set(key.keys) == ["kty", "crv", "x", "y", "kid", "use", "alg"])
        #expect(key["kty"] == "EC")
        #expect(key["crv"] == "P-256")
        #expect(key["use"] == "sig")
        #expect(key["alg"] == "ES256")

        // RFC 7638: the required members in their order, without blanks.
        let x = try #require(key["x"])
        let y = try #require(key["y"])
        let canonical = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        #expect(key["kid"] == base64URL(Data(SHA256.hash(data: Data(canonical.utf8)))))
    }

    @Test func `a key whose master key isn't here is a fault, not a new key`() async throws {
        let room = try await AccessRoom()
        _ = try await room.token()
        let other = SigningKeys(
            store: room.access,
            marks: room.offers,
            wrapping: try MasterKeyRing.random(),
            clock: room.clock
        )
        let issuer = issuer(of: room, keys: other)
        await #expect(throws: KeyUnavailable(keyID: room.master.currentID)) { try await issuer.issue(room.request()) }
        #expect(try await room.access.signingKeys().count == 1)
    }

    private func issuer(of room: AccessRoom, keys: SigningKeys) -> BuiltInIssuer {
        BuiltInIssuer(
            applications: room.access,
            keys: keys,
            hasher: room.hasher,
            guesses: room.guesses,
            clock: room.clock
        )
    }

    private func keySet(of room: AccessRoom) async throws -> [[String: String]] {
        let bytes = try await room.issuer.keySet()
        return try JSONDecoder().decode([String: [[String: String]]].self, from: Data(bytes))["keys"] ?? []
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...bytes.count - part.count).contains { Array(bytes[$0..<$0 + part.count]) == part }
    }
}
