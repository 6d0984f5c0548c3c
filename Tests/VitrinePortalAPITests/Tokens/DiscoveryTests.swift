import ExactJSON
import Foundation
import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 7: discovery documents and key sets.
struct DiscoveryTests {
    @Test func `discovery of the first version, to the byte`() async throws {
        try await Portal.with { portal in
            let path = "/contoso.example/.well-known/openid-configuration"
            #expect(
                try await portal.send(.get, path, as: .nobody).text == """
                    {"issuer":"http://localhost/contoso.example/",\
                    "authorization_endpoint":"http://localhost/contoso.example/oauth2/authorize",\
                    "token_endpoint":"http://localhost/contoso.example/oauth2/token",\
                    "jwks_uri":"http://localhost/contoso.example/discovery/keys","response_types_supported":["code"],\
                    "subject_types_supported":["pairwise"],"id_token_signing_alg_values_supported":["ES256"],\
                    "grant_types_supported":["client_credentials"],\
                    "token_endpoint_auth_methods_supported":["client_secret_post"]}
                    """
            )
            _ = try await portal.get("/api/publishers")
        }
    }

    @Test func `discovery of the second version, to the byte`() async throws {
        try await Portal.with { portal in
            let path = "/contoso.example/v2.0/.well-known/openid-configuration"
            #expect(
                try await portal.send(.get, path, as: .nobody).text == """
                    {"issuer":"http://localhost/contoso.example/v2.0",\
                    "authorization_endpoint":"http://localhost/contoso.example/oauth2/v2.0/authorize",\
                    "token_endpoint":"http://localhost/contoso.example/oauth2/v2.0/token",\
                    "jwks_uri":"http://localhost/contoso.example/discovery/v2.0/keys","response_types_supported":["code"],\
                    "subject_types_supported":["pairwise"],"id_token_signing_alg_values_supported":["ES256"],\
                    "grant_types_supported":["client_credentials"],\
                    "token_endpoint_auth_methods_supported":["client_secret_post","client_secret_basic"]}
                    """
            )
            _ = try await portal.get("/api/publishers")
        }
    }

    @Test func `authority discovery names this server`() async throws {
        try await Portal.with { portal in
            let path =
                "/common/discovery/instance?api-version=1.1&authorization_endpoint=https://x.example/common/oauth2/authorize"
            #expect(
                try await portal.send(.get, path, as: .nobody).text == """
                    {"tenant_discovery_endpoint":"http://localhost/common/v2.0/.well-known/openid-configuration",\
                    "api-version":"1.1","metadata":[{"preferred_network":"localhost","preferred_cache":"localhost",\
                    "aliases":["localhost"]}]}
                    """
            )
            _ = try await portal.get("/api/publishers")
        }
    }

    @Test func `a fixed public address is named in place of the request's`() async throws {
        try await Portal.with(settings: ["server.public-url": "https://vitrine.example/"]) { portal in
            let answer = try await portal.send(.get, "/t/.well-known/openid-configuration", as: .nobody)
            #expect(try answer.json["issuer"]?.string == "https://vitrine.example/t/")
            let instance = try await portal.send(.get, "/common/discovery/instance", as: .nobody)
            #expect(try instance.json["metadata"]?[0]?["preferred_network"]?.string == "vitrine.example")
        }
    }

    @Test(arguments: [("/t/oauth2/token", "/t"), ("/t/oauth2/v2.0/token", "/t/v2.0")])
    func `following discovery leads to a token that its keys and its issuer vouch for`(
        path: String,
        base: String
    ) async throws {
        try await TokenDesk.with { desk in
            let discovery = try await desk.portal.send(.get, base + "/.well-known/openid-configuration", as: .nobody)
                .json
            let endpoint = try #require(discovery["token_endpoint"]?.string)
            #expect(endpoint == "http://localhost" + path)
            let form = path.contains("v2.0") ? desk.v2 : desk.v1
            let token = try #require(try await desk.token(path, form))
            let (header, claims) = try Self.parts(of: token)
            let uri = try #require(discovery["jwks_uri"]?.string).replacing("http://localhost", with: "")
            let keys = try await desk.portal.send(.get, uri, as: .nobody).json["keys"]
            let kid = try #require(header["kid"]?.string)
            let key = try #require(keys?.elements.first { $0["kid"]?.string == kid })
            #expect(header["alg"]?.string == "ES256")
            #expect(key["kty"]?.string == "EC")
            #expect(key["d"] == nil)
            #expect(claims["iss"]?.string == discovery["issuer"]?.string)
            #expect(claims["aud"]?.string == "https://cloudpartner.azure.com")
            #expect(claims["tid"]?.string == "t")
            #expect(claims[path.contains("v2.0") ? "azp" : "appid"]?.string == desk.clientID)
        }
    }

    @Test func `both key sets are the same, and show public halves only`() async throws {
        try await Portal.with { portal in
            let first = try await portal.send(.get, "/t/discovery/keys", as: .nobody)
            let second = try await portal.send(.get, "/other/discovery/v2.0/keys", as: .nobody)
            #expect(first.status == 200)
            #expect(first.body == second.body)
            for key in try #require(first.json["keys"]).elements {
                #expect(Set(key.members.map(\.name)) == ["alg", "crv", "kid", "kty", "use", "x", "y"])
            }
        }
    }

    @Test(arguments: ["/t/oauth2/token", "/t/oauth2/v2.0/token"])
    func `a token of either version reads an offer`(path: String) async throws {
        try await TokenDesk.with { desk in
            let put = try await desk.portal.put(.offer, OfferBody.titled("A"))
            let token = try #require(try await desk.token(path, path.contains("v2.0") ? desk.v2 : desk.v1))
            let answer = try await desk.portal.get(.offer, as: .token(token))
            #expect(answer.status == 200)
            #expect(answer.body == put.body)
            try expect(try await desk.portal.get("/api/publishers/fabrikam", as: .token(token)), refused: .forbidden)
        }
    }

    private static func parts(of token: String) throws -> (header: JSONValue, claims: JSONValue) {
        let parts = try token.split(separator: ".").prefix(2).map { part in
            let text = part.replacing("-", with: "+").replacing("_", with: "/")
            let padding = String(repeating: "=", count: (4 - text.count % 4) % 4)
            let data = try #require(Data(base64Encoded: text + padding))
            return try JSONDocument(parsing: [UInt8](data)).root
        }
        return (parts[0], parts[1])
    }
}
