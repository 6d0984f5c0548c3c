import Crypto
import CryptoExtras
import InMemoryLogging
import Logging
import Testing
import VitrineAccess
import VitrineCore
import VitrineTestKit

@Suite struct ExternalIssuerTests {
    private static let url = "https://login.example/contoso/v2.0"
    private let fetcher = StubFetcher()

    @Test func `tokens signed with ES256 or RS256 are good`() async throws {
        let ecdsa = Signer.es256(.init())
        let rsa = try Signer.sharedRSA()
        try fetcher.serve(Self.url, keys: [ecdsa.webKey(kid: "one"), rsa.webKey(kid: "two")])
        let room = try await room()
        _ = try await room.tokens.verify(token(of: room, kid: "one", by: ecdsa))
        _ = try await room.tokens.verify(token(of: room, kid: "two", by: rsa))
        #expect(fetcher.asked == [Self.url + "/.well-known/openid-configuration", Self.url + "/keys"])

        let crossed = try token(of: room, kid: "two", by: ecdsa)
        await #expect(throws: TokenRejection.badSignature) { try await room.tokens.verify(crossed) }
    }

    @Test func `an issuer that ends in a slash is found without a second one`() async throws {
        let signer = Signer.es256(.init())
        let url = "https://sts.example/contoso/"
        try fetcher.serve(url, keys: [signer.webKey(kid: "one")])
        let room = try await AccessRoom(issuers: [url], fetcher: fetcher)
        _ = try await room.tokens.verify(forge(room.claims(["iss": .text(url)]), kid: "one", by: signer))
        #expect(fetcher.asked.first == "https://sts.example/contoso/.well-known/openid-configuration")
    }

    @Test(arguments: ["https://login.example/contoso/v2.0/", "https://login.example/fabrikam/v2.0", ""])
    func `a key says whose token it is: another iss is wrong`(issuer: String) async throws {
        let signer = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")])
        let room = try await room()
        _ = try await room.tokens.verify(token(of: room, kid: "one", by: signer))
        let other = try token(of: room, kid: "one", by: signer, ["iss": .text(issuer)])
        await #expect(throws: TokenRejection.wrongIssuer) { try await room.tokens.verify(other) }
    }

    @Test func `a configured issuer's key isn't good for another configured issuer's tokens`() async throws {
        let mine = Signer.es256(.init())
        let theirs = Signer.es256(.init())
        let other = "https://login.example/fabrikam/v2.0"
        try fetcher.serve(Self.url, keys: [mine.webKey(kid: "same"), mine.webKey(kid: "mine")])
        try fetcher.serve(other, keys: [theirs.webKey(kid: "same")])
        let room = try await AccessRoom(issuers: [Self.url, other], fetcher: fetcher)
        _ = try await room.tokens.verify(token(of: room, kid: "same", by: mine))
        _ = try await room.tokens.verify(token(of: room, kid: "same", by: theirs, ["iss": .text(other)]))

        let borrowed = try token(of: room, kid: "mine", by: mine, ["iss": .text(other)])
        await #expect(throws: TokenRejection.wrongIssuer) { try await room.tokens.verify(borrowed) }
        let stolen = try token(of: room, kid: "same", by: mine, ["iss": .text(other)])
        await #expect(throws: TokenRejection.badSignature) { try await room.tokens.verify(stolen) }
    }

    @Test func `an issuer can't stand in for the built-in one`() async throws {
        let signer = Signer.es256(.init())
        let room = try await room()
        let (kid, _) = try await room.builtInSigner()
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: kid), signer.webKey(kid: "one")])
        let taken = try token(of: room, kid: kid, by: signer)
        await #expect(throws: TokenRejection.badSignature) { try await room.tokens.verify(taken) }
        _ = try await room.tokens.verify(token(of: room, kid: "one", by: signer))
        let claimed = try forge(room.claims(), kid: "one", by: signer)
        await #expect(throws: TokenRejection.wrongIssuer) { try await room.tokens.verify(claimed) }
    }

    @Test func `an unknown kid asks the issuer at most once a minute`() async throws {
        let signer = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")])
        let room = try await room()
        let later = try token(of: room, kid: "two", by: signer)
        for _ in 0..<5 {
            await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(later) }
        }
        #expect(fetcher.asked.count == 2)

        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "two")])
        room.clock.advance(seconds: 59)
        await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(later) }
        #expect(fetcher.asked.count == 2)
        room.clock.advance(seconds: 1)
        _ = try await room.tokens.verify(later)
        #expect(fetcher.asked.count == 4)
    }

    @Test func `a token that names no configured issuer makes nobody fetch`() async throws {
        let room = try await room()
        let token = try token(of: room, kid: "one", by: .es256(.init()), ["iss": "https://x.example"])
        await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(token) }
        #expect(fetcher.asked.isEmpty)
    }

    @Test func `callers with unknown kids share one fetch`() async throws {
        let signer = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")])
        let room = try await room()
        let tokens = try (0..<20).map { number in
            try token(of: room, kid: "one", by: signer, ["nr": .number(Double(number))])
        }
        fetcher.hold()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for token in tokens { group.addTask { _ = try await room.tokens.verify(token) } }
            while fetcher.asked.isEmpty { await Task.yield() }
            fetcher.release()
            try await group.waitForAll()
        }
        #expect(fetcher.asked.count == 2)
    }

    @Test func `old keys go on working while the issuer can't be reached, and the log says so`() async throws {
        let signer = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")])
        let log = InMemoryLogHandler()
        let room = try await AccessRoom()
        let clock = room.clock
        let logger = Logger(label: "test", factory: { _ in log })
        let issuer = try ExternalIssuer(url: Self.url, fetcher: fetcher, clock: clock, logger: logger)
        let tokens = BearerTokens(builtIn: nil, issuers: [issuer], marks: room.offers, clock: clock)
        _ = try await tokens.verify(token(of: room, kid: "one", by: signer))

        fetcher.goAway()
        clock.advance(seconds: 61)
        let unknown = try token(of: room, kid: "two", by: signer)
        await #expect(throws: TokenRejection.unknownKey) { try await tokens.verify(unknown) }
        _ = try await tokens.verify(token(of: room, kid: "one", by: signer))

        let entry = try #require(log.entries.first)
        #expect(log.entries.count == 1)
        #expect(entry.level == .warning)
        #expect(entry.metadata["issuer.url"] == .string(Self.url))
        #expect(!"\(entry)".contains(unknown.split(separator: ".")[1]))
    }

    @Test(.timeLimit(.minutes(15)))
    func `keys older than a day are fetched again without anyone waiting`() async throws {
        let signer = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")])
        let room = try await room()
        _ = try await room.tokens.verify(token(of: room, kid: "one", by: signer))
        room.clock.advance(seconds: 24 * 3600)
        fetcher.hold()
        // The key is withdrawn: the first token still gets in, and starts the fetch; a later one doesn't.
        try fetcher.serve(Self.url, keys: [])
        _ = try await room.tokens.verify(token(of: room, kid: "one", by: signer))
        fetcher.release()
        let later = try token(of: room, kid: "one", by: signer, ["nr": 2])
        var rejected = false
        while !rejected {
            try Task.checkCancellation()
            do {
                _ = try await room.tokens.verify(later)
                try await room.access.add(Publisher(id: PublisherID(new: "p\(GUID.random())"), name: "forget"))
            } catch TokenRejection.unknownKey {
                rejected = true
            }
        }
        #expect(fetcher.asked.count == 4)
    }

    @Test func `a remembered token is looked at again when anything about access changes`() async throws {
        let signer = Signer.es256(.init())
        let successor = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")])
        let room = try await room()
        let old = try token(of: room, kid: "one", by: signer)
        _ = try await room.tokens.verify(old)

        try fetcher.serve(Self.url, keys: [successor.webKey(kid: "two")])
        room.clock.advance(seconds: 60)
        _ = try await room.tokens.verify(token(of: room, kid: "two", by: successor))
        _ = try await room.tokens.verify(old)

        try await room.access.add(Publisher(id: PublisherID(new: "contoso"), name: "Contoso"))
        await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(old) }
    }

    @Test func `keys that aren't for these signatures are left out, and the others are taken`() async throws {
        let good = Signer.es256(.init())
        let base = try good.webKey(kid: nil)
        func key(_ kid: String, _ changes: Claims) -> Claims {
            var key = base
            key["kid"] = .text(kid)
            key.merge(changes) { $1 }
            return key
        }
        try fetcher.serve(
            Self.url,
            keys: [
                ["kty": "oct", "kid": "shared", "k": "AAAA"],
                ["kty": 7, "kid": "odd"],
                ["kty": "OKP", "kid": "ed", "crv": "Ed25519", "x": "AAAA"],
                base,
                key("encryption", ["use": "enc"]),
                key("other-algorithm", ["alg": "ES384"]),
                key("other-curve", ["crv": "P-384"]),
                key("not-on-the-curve", ["x": "AAAA"]),
                key("plain", ["x5c": .texts(["MII"]), "nested": .nested(["a": "b"])]),
                key("no-use", ["use": .null, "alg": "ES256"]),
            ]
        )
        let room = try await room()
        for kid in ["plain", "no-use"] { _ = try await room.tokens.verify(token(of: room, kid: kid, by: good)) }
        for kid in ["shared", "odd", "ed", "encryption", "other-algorithm", "other-curve", "not-on-the-curve", ""] {
            let token = try token(of: room, kid: kid, by: good)
            await #expect(throws: TokenRejection.unknownKey, "\(kid)") { try await room.tokens.verify(token) }
        }
    }

    @Test func `short RSA keys are left out`() async throws {
        let short = try Signer.rs256(.init(unsafeKeySize: .init(bitCount: 1024)))
        try fetcher.serve(Self.url, keys: [short.webKey(kid: "short")])
        let room = try await room()
        let token = try token(of: room, kid: "short", by: short)
        await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(token) }
    }

    @Test(arguments: [
        (name: "https://x.example", keysAt: "https://login.example/keys"),
        (name: url + "/", keysAt: "https://login.example/keys"),
        (name: url, keysAt: "http://login.example/keys"),
        (name: url, keysAt: "http://127.0.0.1/keys"),
        (name: url, keysAt: "file:///etc/passwd"),
        (name: url, keysAt: "https://user:word@login.example/keys"),
        (name: url, keysAt: ""),
    ])
    func `a discovery document that isn't sound gives no keys`(name: String, keysAt: String) async throws {
        let signer = Signer.es256(.init())
        try fetcher.serve(Self.url, keys: [signer.webKey(kid: "one")], as: name, keysAt: keysAt)
        let room = try await room()
        let token = try token(of: room, kid: "one", by: signer)
        await #expect(throws: TokenRejection.unknownKey) { try await room.tokens.verify(token) }
        #expect(fetcher.asked.count == 1)
    }

    @Test(arguments: [
        ("https://login.example", true), ("https://login.example/contoso/v2.0", true), ("HTTPS://login.example", true),
        ("http://127.0.0.1:8081/x", true), ("http://localhost", true), ("http://[::1]:80/x", true),
        ("http://login.example", false), ("http://127.0.0.1.x.example", false), ("http://127.0.0.1@x.example", false),
        ("https://user@login.example", false), ("https://login.example/?a", false),
        ("https://login.example/#a", false), ("ftp://localhost", false), ("https://", false), ("login.example", false),
        ("", false),
    ])
    func `an issuer is on https, or on this machine`(url: String, good: Bool) throws {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let made = try? ExternalIssuer(url: url, fetcher: fetcher, clock: TestClock(), logger: logger)
        #expect((made != nil) == good)
    }

    private func room() async throws -> AccessRoom {
        try await AccessRoom(issuers: [Self.url], fetcher: fetcher)
    }

    private func token(
        of room: AccessRoom,
        kid: String,
        by signer: Signer,
        _ changes: [String: Claim?] = [:]
    ) throws -> String {
        let claims = room.claims(["iss": .text(Self.url)].merging(changes) { $1 })
        return try forge(claims, kid: kid, by: signer)
    }
}
