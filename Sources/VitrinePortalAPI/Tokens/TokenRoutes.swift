import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore

import struct Foundation.Data

/// The built-in issuer. Any tenant is served, and named in the token.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | POST | `/{tenant}/oauth2/token`, `/{tenant}/oauth2/v2.0/token` | credentials in the form | a token |
/// | GET | `/{tenant}/.well-known/openid-configuration`, `/{tenant}/v2.0/.well-known/...` | nothing | discovery |
/// | GET | `/{tenant}/discovery/keys`, `/{tenant}/discovery/v2.0/keys` | nothing | the public keys |
/// | GET | `/common/discovery/instance` | nothing | authority discovery |
struct TokenRoutes: Sendable {
    let issuer: any TokenIssuer
    let address: IssuerAddress

    var endpoints: [Endpoint] {
        [
            .open(.post, "/{tenant}/oauth2/token") { try await token(.v1, $0) },
            .open(.post, "/{tenant}/oauth2/v2.0/token") { try await token(.v2, $0) },
            .open(.get, "/{tenant}/.well-known/openid-configuration") { try configuration(.v1, $0) },
            .open(.get, "/{tenant}/v2.0/.well-known/openid-configuration") { try configuration(.v2, $0) },
            .open(.get, "/{tenant}/discovery/keys", keys),
            .open(.get, "/{tenant}/discovery/v2.0/keys", keys),
            .open(.get, "/common/discovery/instance") { call in
                .json(DiscoveryDocuments.instance(host: address.host(of: call), issuerURL: address.url(of: call)))
            },
        ]
    }

    private func token(_ version: TokenRequest.Version, _ call: Call) async throws -> Response {
        var form = try await call.form()
        if let basic = try Self.basicCredentials(call.headers) {
            form["client_id"] = form["client_id"] ?? basic.id
            form["client_secret"] = form["client_secret"] ?? basic.secret
        }
        let request = TokenRequest(
            version: version,
            tenant: try Self.tenant(call),
            form: form,
            issuerURL: address.url(of: call),
            remoteAddress: call.remoteAddress,
            lifetime: call.tokenLifetime
        )
        return TokenAnswers.token(try await issuer.issue(request), version)
    }

    private func configuration(_ version: TokenRequest.Version, _ call: Call) throws -> Response {
        let document = DiscoveryDocuments.configuration(
            version,
            issuerURL: address.url(of: call),
            tenant: try Self.tenant(call)
        )
        return .json(document)
    }

    @Sendable private func keys(_ call: Call) async throws -> Response {
        _ = try Self.tenant(call)
        return .json(try await issuer.keySet())
    }

    /// The tenant that the path names: letters, digits, `-`, `_` and `.`, because it becomes part of URLs.
    private static func tenant(_ call: Call) throws -> String {
        let tenant = try call.parameters.text("tenant")
        let isPlain = tenant.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x2E || byte == 0x5F
        }
        guard isPlain, (1...128).contains(tenant.utf8.count), tenant != ".", tenant != ".." else {
            throw TokenRefusal(.invalidRequest, "The tenant in the path has characters that a tenant can't have.")
        }
        return tenant
    }

    /// The credentials of HTTP Basic, whose parts are form-encoded (RFC 6749, section 2.3.1).
    private static func basicCredentials(_ headers: HTTPFields) throws -> (id: String, secret: String)? {
        guard let value = headers[.authorization], value.prefix(6).lowercased() == "basic " else { return nil }
        guard let data = Data(base64Encoded: String(value.dropFirst(6))),
            let text = String(validating: data, as: UTF8.self),
            let colon = text.firstIndex(of: ":"),
            let id = PercentEncoding.decode(text[..<colon], plusIsSpace: true),
            let secret = PercentEncoding.decode(text[colon...].dropFirst(), plusIsSpace: true)
        else { throw TokenRefusal(.invalidRequest, "The header Authorization: Basic can't be understood.") }
        return (id, secret)
    }
}
