import Foundation
import Testing
import VitrineAccess
import VitrineCore
import VitrineTestKit

@Suite struct BuiltInIssuerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        var version = TokenRequest.Version.v1
        var form: [String: String?] = [:]
        var tenant = "contoso.example"
        let code: TokenRefusal.Code

        var testDescription: String { what }
    }

    private static let unknownClient = "99999999-9999-4999-8999-999999999999"

    static let refusals: [Row] = [
        Row(what: "no grant type", form: ["grant_type": nil], code: .invalidRequest),
        Row(what: "an empty grant type", form: ["grant_type": ""], code: .invalidRequest),
        Row(what: "a password grant", form: ["grant_type": "password"], code: .unsupportedGrantType),
        Row(what: "a refresh", form: ["grant_type": "refresh_token"], code: .unsupportedGrantType),
        Row(what: "no client id", form: ["client_id": nil], code: .invalidRequest),
        Row(what: "no secret", form: ["client_secret": nil], code: .invalidRequest),
        Row(what: "an empty secret", form: ["client_secret": ""], code: .invalidRequest),
        Row(what: "a client id that isn't a GUID", form: ["client_id": "pipeline"], code: .invalidClient),
        Row(what: "v1 without resource", form: ["resource": nil], code: .invalidRequest),
        Row(what: "v1 with a scope only", form: ["resource": nil, "scope": "x/.default"], code: .invalidRequest),
        Row(what: "v1 for another resource", form: ["resource": "https://x.example"], code: .invalidResource),
        Row(what: "v1, two slashes", form: ["resource": Audience.portal + "//"], code: .invalidResource),
        Row(what: "v2 without scope", version: .v2, form: ["scope": nil], code: .invalidRequest),
        Row(what: "v2, sign-in scopes only", version: .v2, form: ["scope": "openid profile"], code: .invalidRequest),
        Row(
            what: "v2 for another",
            version: .v2,
            form: ["scope": "https://x.example/.default"],
            code: .invalidResource
        ),
        Row(what: "v2 without .default", version: .v2, form: ["scope": Audience.portal], code: .invalidResource),
        Row(
            what: "v2 with two resources",
            version: .v2,
            form: ["scope": "\(Audience.portal)/.default https://x.example/.default"],
            code: .invalidResource
        ),
        Row(what: "a wrong secret", form: ["client_secret": "wrong"], code: .invalidClient),
        Row(what: "an unknown client", form: ["client_id": unknownClient], code: .invalidClient),
        Row(what: "a tenant with a slash", tenant: "a/b", code: .invalidRequest),
        Row(what: "no tenant", tenant: "", code: .invalidRequest),
    ]

    @Test(arguments: refusals)
    func `a request that isn't in order is refused`(row: Row) async throws {
        let room = try await AccessRoom()
        let request = room.request(row.version, row.form, tenant: row.tenant)
        let refusal = await #expect(throws: TokenRefusal.self) { try await room.issuer.issue(request) }
        #expect(refusal?.code == row.code)
        #expect(refusal?.retryAfterSeconds == nil)
    }

    @Test func `of several faults the first in order is told`() async throws {
        let room = try await AccessRoom()
        var form: [String: String?] = [
            "grant_type": nil, "client_id": nil, "client_secret": "wrong", "resource": nil,
        ]
        let repairs: [(field: String, value: String, expected: TokenRefusal.Code)] = [
            ("none", "", .invalidRequest),
            ("grant_type", "password", .unsupportedGrantType),
            ("grant_type", "client_credentials", .invalidRequest),
            ("client_id", "pipeline", .invalidClient),
            ("client_id", Self.unknownClient, .invalidRequest),
            ("resource", "https://x.example", .invalidResource),
            ("resource", Audience.portal, .invalidClient),
        ]
        for repair in repairs {
            form[repair.field] = repair.value
            let request = room.request(.v1, form)
            let refusal = await #expect(throws: TokenRefusal.self) { try await room.issuer.issue(request) }
            #expect(refusal?.code == repair.expected, "after \(repair.field) = \(repair.value)")
        }
    }

    @Test func `an unknown client and a wrong secret can't be told apart`() async throws {
        let room = try await AccessRoom()
        let unknown = room.request(.v1, ["client_id": Self.unknownClient])
        let wrong = room.request(.v1, ["client_secret": "wrong"])
        let first = await #expect(throws: TokenRefusal.self) { try await room.issuer.issue(unknown) }
        let second = await #expect(throws: TokenRefusal.self) { try await room.issuer.issue(wrong) }
        #expect(first == second)
    }

    @Test func `an unknown client takes as long as a wrong secret`() async throws {
        let room = try await AccessRoom()
        // Dear enough to stand out from everything else that a request costs.
        let cost = try #require(ScryptCost(rounds: 2048, blockSize: 8, parallelism: 1))
        let hasher = SecretHasher(cost: cost)
        let application = Application(
            clientID: .random(),
            objectID: .random(),
            name: "dear",
            secret: try await hasher.hash("secret")
        )
        try await room.access.add(application, roles: [])
        let issuer = BuiltInIssuer(
            applications: room.access,
            keys: room.keys,
            hasher: hasher,
            guesses: GuessLimit(clock: room.clock, tries: 100, triesOfNetwork: 100),
            clock: room.clock
        )
        func time(_ client: GUID) async -> Duration {
            let request = room.request(.v1, ["client_id": client.description])
            return await ContinuousClock().measure {
                await #expect(throws: TokenRefusal.self) { try await issuer.issue(request) }
            }
        }
        // The shortest of some, and of more while they differ, since other tests run at the same time.
        var (wrong, unknown) = (Duration.seconds(1000), Duration.seconds(1000))
        var areAlike = false
        for _ in 0..<20 where !areAlike {
            wrong = min(wrong, await time(application.clientID))
            unknown = min(unknown, await time(.random()))
            areAlike = unknown > wrong / 3 && wrong > unknown / 3
        }
        #expect(areAlike, "\(wrong) for a wrong secret, \(unknown) for an unknown client")
    }

    @Test func `a v1 token says what one of Azure AD does`() async throws {
        let room = try await AccessRoom()
        let issued = try await room.issuer.issue(room.request(.v1))
        let now = room.clock.now().secondsSince1970
        #expect(issued.resource == Audience.portal)
        #expect(issued.notBefore == Timestamp(secondsSince1970: now))
        #expect(issued.expiresAt == Timestamp(secondsSince1970: now + 3600))

        let header = try part(0, of: issued.accessToken)
        #expect(header["alg"] as? String == "ES256")
        #expect(header["typ"] as? String == "JWT")
        let claims = try part(1, of: issued.accessToken)
        let object = room.application.objectID.description
        #expect(claims["appid"] as? String == room.application.clientID.description)
        #expect(claims["azp"] == nil)
        #expect(claims["oid"] as? String == object)
        #expect(claims["sub"] as? String == object)
        #expect(claims["tid"] as? String == "contoso.example")
        #expect(claims["iss"] as? String == "http://127.0.0.1:8080/contoso.example/")
        #expect(claims["aud"] as? String == Audience.portal)
        #expect(claims["iat"] as? Int64 == now)
        #expect(claims["nbf"] as? Int64 == now)
        #expect(claims["exp"] as? Int64 == now + 3600)
        #expect(claims["ver"] as? String == "1.0")
        #expect(claims["idtyp"] as? String == "app")
        #expect(claims["jti"] is String)
    }

    @Test func `a v2 token names the application as azp and its issuer with v2.0`() async throws {
        let room = try await AccessRoom()
        let claims = try part(1, of: await room.token(.v2))
        #expect(claims["azp"] as? String == room.application.clientID.description)
        #expect(claims["appid"] == nil)
        #expect(claims["iss"] as? String == "http://127.0.0.1:8080/contoso.example/v2.0")
        #expect(claims["ver"] as? String == "2.0")
    }

    @Test(arguments: [
        (TokenRequest.Version.v1, "https://cloudpartner.azure.com", "https://cloudpartner.azure.com"),
        (.v1, "https://cloudpartner.azure.com/", "https://cloudpartner.azure.com/"),
        (.v2, "https://cloudpartner.azure.com/.default", "https://cloudpartner.azure.com"),
        (.v2, "https://cloudpartner.azure.com//.default", "https://cloudpartner.azure.com/"),
        (.v2, "openid https://cloudpartner.azure.com/.default offline_access", "https://cloudpartner.azure.com"),
    ])
    func `an audience may end in a slash, comes back as asked, and is verified`(
        version: TokenRequest.Version,
        asked: String,
        audience: String
    ) async throws {
        let room = try await AccessRoom()
        let field = version == .v1 ? "resource" : "scope"
        let issued = try await room.issuer.issue(room.request(version, [field: asked]))
        #expect(issued.resource == audience)
        #expect(try part(1, of: issued.accessToken)["aud"] as? String == audience)
        _ = try await room.tokens.verify(issued.accessToken)
    }

    @Test(arguments: TokenRequest.Version.allCases)
    func `an issued token is for the application and its object`(version: TokenRequest.Version) async throws {
        let room = try await AccessRoom()
        let verified = try await room.tokens.verify(await room.token(version))
        let expected = Principal(
            application: room.application.clientID.description,
            object: room.application.objectID.description
        )
        #expect(verified.principal == expected)
        #expect(verified.expiresAt == Timestamp(secondsSince1970: room.clock.now().secondsSince1970 + 3600))
    }

    @Test func `no two tokens are alike`() async throws {
        let room = try await AccessRoom()
        let first = try await room.token()
        let second = try await room.token()
        #expect(try part(1, of: first)["jti"] as? String != part(1, of: second)["jti"] as? String)
    }

    @Test func `a lifetime can be set`() async throws {
        let room = try await AccessRoom(lifetime: .seconds(90))
        let issued = try await room.issuer.issue(room.request())
        #expect(issued.expiresAt == issued.notBefore.advanced(bySeconds: 90))
    }

    @Test func `an operator's token needs no secret and is as good`() async throws {
        let room = try await AccessRoom()
        let client = GUID.random()
        let object = GUID.random()
        let issued = try await room.issuer.token(
            clientID: client,
            objectID: object,
            tenant: "vitrine",
            issuerURL: "http://localhost",
            lifetime: .seconds(60)
        )
        let principal = try await room.tokens.verify(issued.accessToken).principal
        #expect(principal == Principal(application: client.description, object: object.description))
        #expect(issued.expiresAt == issued.notBefore.advanced(bySeconds: 60))
    }

    @Test func `too many wrong secrets make even the right one wait`() async throws {
        let room = try await AccessRoom()
        for _ in 0..<10 { #expect(await refusal(of: room, secret: "wrong")?.code == .invalidClient) }

        let limited = await refusal(of: room, secret: AccessRoom.secret)
        #expect(limited?.code == .temporarilyUnavailable)
        #expect(limited?.retryAfterSeconds == 6)
        #expect(await refusal(of: room, secret: AccessRoom.secret, from: "192.0.2.9") == nil)

        room.clock.advance(seconds: 6)
        #expect(await refusal(of: room, secret: AccessRoom.secret) == nil)
        #expect(await refusal(of: room, secret: "wrong")?.code == .invalidClient)
    }

    @Test func `a right secret gives a client its tries back`() async throws {
        let room = try await AccessRoom()
        for _ in 0..<9 { #expect(await refusal(of: room, secret: "wrong")?.code == .invalidClient) }
        #expect(await refusal(of: room, secret: AccessRoom.secret) == nil)
        for _ in 0..<10 { #expect(await refusal(of: room, secret: "wrong")?.code == .invalidClient) }
        #expect(await refusal(of: room, secret: "wrong")?.code == .temporarilyUnavailable)
    }

    @Test func `a burst of guesses doesn't get more tries than a slow row of them`() async throws {
        let room = try await AccessRoom()
        let codes = await withTaskGroup(of: TokenRefusal.Code?.self) { group in
            for _ in 0..<40 { group.addTask { await refusal(of: room, secret: "wrong")?.code } }
            return await group.reduce(into: [TokenRefusal.Code?]()) { $0.append($1) }
        }
        #expect(codes.count { $0 == .invalidClient } == 10)
        #expect(codes.count { $0 == .temporarilyUnavailable } == 30)
    }

    @Test func `a burst of right secrets isn't limited`() async throws {
        let room = try await AccessRoom()
        let refusals = await withTaskGroup(of: TokenRefusal?.self) { group in
            for _ in 0..<60 { group.addTask { await refusal(of: room, secret: AccessRoom.secret) } }
            return await group.reduce(into: [TokenRefusal]()) { if let refusal = $1 { $0.append(refusal) } }
        }
        #expect(refusals.isEmpty)
    }
}

private func refusal(of room: AccessRoom, secret: String, from address: String = "192.0.2.1") async -> TokenRefusal? {
    do {
        _ = try await room.issuer.issue(room.request(.v1, ["client_secret": secret], from: address))
        return nil
    } catch let refusal as TokenRefusal {
        return refusal
    } catch {
        Issue.record(error)
        return nil
    }
}
