import Crypto
import Foundation
import Testing
import VitrineAccess
import VitrineCore
import VitrineTestKit

@Suite struct BearerTokensTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        var header: Claims = [:]
        var claims: [String: Claim?] = [:]
        let expected: TokenRejection

        var testDescription: String { what }
    }

    /// Tokens that are signed with the built-in issuer's key and still not good.
    static let signedButBad: [Row] = [
        Row(what: "an algorithm that isn't served", header: ["alg": "ES384"], expected: .malformed),
        Row(what: "an algorithm in another case", header: ["alg": "es256"], expected: .malformed),
        Row(what: "an algorithm that is no text", header: ["alg": 256], expected: .malformed),
        Row(what: "critical extensions", header: ["crit": .texts(["b64"])], expected: .malformed),
        Row(what: "a kid that is no text", header: ["kid": 1], expected: .malformed),
        Row(what: "another algorithm than the key's", header: ["alg": "RS256"], expected: .badSignature),
        Row(what: "a kid that nobody has", header: ["kid": "nobody"], expected: .unknownKey),
        Row(what: "no kid", header: ["kid": .null], expected: .unknownKey),
        Row(what: "no exp", claims: ["exp": nil], expected: .malformed),
        Row(what: "an exp that is no number", claims: ["exp": "soon"], expected: .malformed),
        Row(what: "an aud of a wrong kind", claims: ["aud": 7], expected: .malformed),
        Row(what: "an appid of a wrong kind", claims: ["appid": 7], expected: .malformed),
        Row(what: "expired long ago", claims: ["exp": 0], expected: .expired),
        Row(what: "an exp far in the past", claims: ["exp": -1e300], expected: .expired),
        Row(what: "an nbf far in the future", claims: ["nbf": 1e300], expected: .notYetValid),
        Row(what: "no aud", claims: ["aud": nil], expected: .wrongAudience),
        Row(what: "an empty list of aud", claims: ["aud": .texts([])], expected: .wrongAudience),
        Row(what: "another aud", claims: ["aud": "https://x.example"], expected: .wrongAudience),
        Row(what: "an aud with more", claims: ["aud": "https://cloudpartner.azure.com/x"], expected: .wrongAudience),
        Row(what: "no iss", claims: ["iss": nil], expected: .wrongIssuer),
        Row(what: "another iss", claims: ["iss": "https://x.example/"], expected: .wrongIssuer),
        Row(what: "an iss without its end", claims: ["iss": "http://h/contoso.example"], expected: .wrongIssuer),
        Row(what: "an iss of another tenant", claims: ["tid": "fabrikam.example"], expected: .wrongIssuer),
        Row(what: "no tenant", claims: ["tid": nil], expected: .wrongIssuer),
        Row(what: "an empty tenant", claims: ["tid": "", "iss": "http://h//"], expected: .wrongIssuer),
        Row(what: "nobody", claims: ["appid": nil, "oid": nil], expected: .noPrincipal),
        Row(what: "empty ids", claims: ["appid": "", "oid": ""], expected: .noPrincipal),
        Row(what: "delegated without oid", claims: ["oid": nil, "scp": "user"], expected: .noPrincipal),
    ]

    @Test(arguments: signedButBad)
    func `a signed token that isn't good is rejected for its reason`(row: Row) async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        let token = try forge(room.claims(row.claims), kid: kid, by: signer, header: row.header)
        await #expect(throws: row.expected) { try await room.tokens.verify(token) }
    }

    /// Each row mends what the one before it complained about.
    @Test func `of several reasons the first in order is told`() async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        var claims = room.claims([
            "exp": nil, "aud": "https://x.example", "iss": "https://x.example", "appid": nil, "oid": nil,
        ])
        func rejection(kid: String, by signer: Signer) async throws -> TokenRejection? {
            let token = try forge(claims, kid: kid, by: signer)
            do {
                _ = try await room.tokens.verify(token)
                return nil
            } catch let rejection as TokenRejection {
                return rejection
            }
        }
        #expect(try await rejection(kid: "nobody", by: .es256(.init())) == .malformed)
        claims["exp"] = 1
        #expect(try await rejection(kid: "nobody", by: .es256(.init())) == .unknownKey)
        #expect(try await rejection(kid: kid, by: .es256(.init())) == .badSignature)
        #expect(try await rejection(kid: kid, by: signer) == .expired)
        claims["exp"] = room.claims()["exp"]
        #expect(try await rejection(kid: kid, by: signer) == .wrongAudience)
        claims["aud"] = room.claims()["aud"]
        #expect(try await rejection(kid: kid, by: signer) == .wrongIssuer)
        claims["iss"] = room.claims()["iss"]
        #expect(try await rejection(kid: kid, by: signer) == .noPrincipal)
        claims["oid"] = room.claims()["oid"]
        #expect(try await rejection(kid: kid, by: signer) == nil)
    }

    @Test func `no token is missing, not malformed`() async throws {
        let room = try await AccessRoom()
        await #expect(throws: TokenRejection.missing) { try await room.tokens.verify("") }
    }

    @Test(arguments: ["a", "a.b", "..", "a.b.c", "a.b.c.d", "Bearer x", "é.é.é", "e30.e30.", "W10.W10.W10"])
    func `text that is no token is malformed`(text: String) async throws {
        let room = try await AccessRoom()
        await #expect(throws: TokenRejection.malformed) { try await room.tokens.verify(text) }
    }

    @Test func `a token of more than 16 KiB is malformed however good it is`() async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        let small = try forge(room.claims(["pad": .text(String(repeating: "x", count: 11_000))]), kid: kid, by: signer)
        let large = try forge(room.claims(["pad": .text(String(repeating: "x", count: 12_500))]), kid: kid, by: signer)
        #expect(small.utf8.count <= 16_384)
        #expect(large.utf8.count > 16_384)
        _ = try await room.tokens.verify(small)
        await #expect(throws: TokenRejection.malformed) { try await room.tokens.verify(large) }
    }

    @Test func `claims nested deeper than any parser likes are malformed`() async throws {
        let room = try await AccessRoom()
        let (kid, _) = try await room.builtInSigner()
        let header = try base64URL(json(["alg": "ES256", "kid": kid]))
        let deep = base64URL(Data(String(repeating: "[", count: 10_000).utf8))
        await #expect(throws: TokenRejection.malformed) { try await room.tokens.verify("\(header).\(deep).AAAA") }
    }

    @Test func `every changed character of a token is noticed`() async throws {
        let room = try await AccessRoom()
        let token = Array(try await room.token().utf8)
        _ = try await room.tokens.verify(String(decoding: token, as: UTF8.self))
        for index in token.indices {
            var changed = token
            changed[index] = token[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let text = String(decoding: changed, as: UTF8.self)
            await #expect(throws: TokenRejection.self, "character \(index)") { try await room.tokens.verify(text) }
        }
    }

    @Test func `bits at a part's end that stand for nothing must be zero`() async throws {
        let room = try await AccessRoom()
        var token = try await room.token()
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(alphabet.firstIndex(of: token.removeLast()))
        // A signature's 64 bytes leave four such bits.
        #expect(last % 16 == 0)
        for bits in 1..<16 {
            let text = token + String(alphabet[last + bits])
            await #expect(throws: TokenRejection.malformed) { try await room.tokens.verify(text) }
        }
        _ = try await room.tokens.verify(token + String(alphabet[last]))
    }

    @Test func `a part of one token doesn't fit another`() async throws {
        let room = try await AccessRoom()
        let first = try await room.token().split(separator: ".")
        let second = try await room.token().split(separator: ".")
        let mixed = [
            "\(first[0]).\(second[1]).\(first[2])",
            "\(first[0]).\(first[1]).\(second[2])",
            "\(first[0]).\(first[1]).",
        ]
        for token in mixed {
            await #expect(throws: TokenRejection.badSignature) { try await room.tokens.verify(token) }
        }
    }

    @Test(arguments: ["none", "None", "NONE", "nOnE", ""])
    func `a token without signature is malformed, however it spells none`(none: String) async throws {
        let room = try await AccessRoom()
        let (kid, _) = try await room.builtInSigner()
        let token = try forge(room.claims(), kid: kid, by: .nobody, header: ["alg": .text(none)])
        await #expect(throws: TokenRejection.malformed) { try await room.tokens.verify(token) }
    }

    @Test func `a token that is signed with the public key as a shared one is malformed`() async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        guard case .es256(let pair) = signer else { throw NothingThere() }
        let spellings = [
            Data(pair.publicKey.pemRepresentation.utf8), pair.publicKey.derRepresentation,
            pair.publicKey.rawRepresentation, pair.publicKey.x963Representation, Data(try await room.issuer.keySet()),
        ]
        for key in spellings {
            let honest = try forge(room.claims(), kid: kid, by: .hs256(key: key))
            await #expect(throws: TokenRejection.malformed) { try await room.tokens.verify(honest) }
            let disguised = try forge(room.claims(), kid: kid, by: .hs256(key: key), header: ["alg": "ES256"])
            await #expect(throws: TokenRejection.badSignature) { try await room.tokens.verify(disguised) }
        }
    }

    @Test func `a token is good up to its exp and not at it`() async throws {
        let room = try await AccessRoom()
        let issued = try await room.issuer.issue(room.request())
        room.clock.set(issued.expiresAt.advanced(byTicks: -1))
        _ = try await room.tokens.verify(issued.accessToken)
        room.clock.set(issued.expiresAt)
        // One that has never seen the token, and the one that remembers it.
        let fresh = BearerTokens(builtIn: room.keys, issuers: [], marks: room.offers, clock: room.clock)
        for tokens in [fresh, room.tokens] {
            await #expect(throws: TokenRejection.expired) { try await tokens.verify(issued.accessToken) }
        }
    }

    @Test(arguments: [(60.0, true), (61.0, false), (60.5, true)])
    func `an nbf may be a minute ahead`(ahead: Double, good: Bool) async throws {
        let room = try await AccessRoom()
        room.clock.set(Timestamp(secondsSince1970: 1_748_736_000).advanced(byTicks: 5_000_000))
        let (kid, signer) = try await room.builtInSigner()
        let nbf = 1_748_736_000 + ahead
        let token = try forge(room.claims(["nbf": .number(nbf)]), kid: kid, by: signer)
        if good {
            _ = try await room.tokens.verify(token)
        } else {
            await #expect(throws: TokenRejection.notYetValid) { try await room.tokens.verify(token) }
        }
    }

    struct Caller: Sendable {
        let claims: [String: Claim?]
        let application: String?
        let object: String?
    }

    @Test(arguments: [
        Caller(claims: ["appid": "A1", "oid": "O1"], application: "a1", object: "o1"),
        Caller(claims: ["appid": nil, "azp": "A2", "oid": "O2"], application: "a2", object: "o2"),
        Caller(claims: ["appid": "A3", "azp": "other", "oid": nil], application: "a3", object: nil),
        Caller(claims: ["appid": nil, "oid": "O4"], application: nil, object: "o4"),
        Caller(claims: ["appid": "A5", "oid": "O5", "scp": "user_impersonation"], application: nil, object: "o5"),
        Caller(claims: ["appid": "A6", "oid": "O6", "scp": .texts(["x"])], application: nil, object: "o6"),
        Caller(claims: ["appid": "A7", "oid": "O7", "scp": ""], application: nil, object: "o7"),
        Caller(claims: ["appid": "A8", "oid": "O8", "idtyp": "user"], application: nil, object: "o8"),
    ])
    func `a principal is the application, or the user when one acts through it`(caller: Caller) async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        let token = try forge(room.claims(caller.claims), kid: kid, by: signer)
        let expected = Principal(application: caller.application, object: caller.object)
        #expect(try await room.tokens.verify(token).principal == expected)
    }

    @Test(arguments: [
        Claim.text(Audience.portal), .text(Audience.portal + "/"), .texts(["https://x.example", Audience.portal]),
    ])
    func `an audience may be one of several`(audience: Claim) async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        _ = try await room.tokens.verify(forge(room.claims(["aud": audience]), kid: kid, by: signer))
    }

    @Test func `another audience can be configured, and is the only one then`() async throws {
        let room = try await AccessRoom()
        let (kid, signer) = try await room.builtInSigner()
        let tokens = BearerTokens(
            builtIn: room.keys,
            issuers: [],
            marks: room.offers,
            clock: room.clock,
            audience: Audience(["https://catalogue.example/", "api://catalogue"])
        )
        for name in ["https://catalogue.example", "https://catalogue.example/", "api://catalogue"] {
            _ = try await tokens.verify(forge(room.claims(["aud": .text(name)]), kid: kid, by: signer))
        }
        let usual = try forge(room.claims(), kid: kid, by: signer)
        await #expect(throws: TokenRejection.wrongAudience) { try await tokens.verify(usual) }
    }

    @Test func `without the built-in issuer its tokens aren't known`() async throws {
        let room = try await AccessRoom()
        let tokens = BearerTokens(builtIn: nil, issuers: [], marks: room.offers, clock: room.clock)
        let token = try await room.token()
        await #expect(throws: TokenRejection.unknownKey) { try await tokens.verify(token) }
    }

    @Test func `a remembered token stops at its exp`() async throws {
        let room = try await AccessRoom()
        let issued = try await room.issuer.issue(room.request())
        for _ in 0..<3 { _ = try await room.tokens.verify(issued.accessToken) }
        room.clock.set(issued.expiresAt)
        for _ in 0..<3 {
            await #expect(throws: TokenRejection.expired) { try await room.tokens.verify(issued.accessToken) }
        }
    }
}
