import VitrineCore

/// A token request whose form is in order. Whether the secret is right is another question.
struct ClientCredentials: Sendable {
    let clientID: GUID
    let secret: String

    /// The audience as it was asked for, with its slash if it had one.
    let audience: String

    /// Scopes that say something about sign-in, and nothing in an application's token. Some clients always send them.
    private static let signInScopes: Set<Substring> = ["openid", "profile", "email", "offline_access"]

    /// Checks a form from top to bottom; empty fields count as missing. Source: wire contract, section 7.
    ///
    /// - Throws: ``TokenRefusal`` with, in this order: `invalidRequest` for a tenant that can't be one, then for a missing
    ///   `grant_type`; `unsupportedGrantType`; `invalidRequest` for a missing `client_id` or `client_secret`;
    ///   `invalidClient` for an id that isn't a GUID; `invalidRequest` for a missing `resource` or `scope`;
    ///   `invalidResource` for one that isn't this server's.
    init(_ request: TokenRequest, for served: Audience) throws(TokenRefusal) {
        guard Self.isTenant(request.tenant) else {
            throw TokenRefusal(
                .invalidRequest,
                "The tenant in the path must be 1 to 128 letters, digits, '-', '.' and '_'."
            )
        }
        let grantType = try Self.field("grant_type", of: request)
        guard grantType == "client_credentials" else {
            throw TokenRefusal(.unsupportedGrantType, "Only the grant type 'client_credentials' is served here.")
        }
        let id = try Self.field("client_id", of: request)
        secret = try Self.field("client_secret", of: request)
        guard let clientID = GUID(id) else { throw TokenRefusal.wrongCredentials }
        self.clientID = clientID
        audience = try Self.audience(of: request, for: served)
    }

    private static func audience(of request: TokenRequest, for served: Audience) throws(TokenRefusal) -> String {
        switch request.version {
        case .v1:
            let resource = try field("resource", of: request)
            guard served.accepts(resource) else {
                throw TokenRefusal(.invalidResource, "The resource is not one that this issuer makes tokens for.")
            }
            return resource
        case .v2:
            return try audience(ofScope: field("scope", of: request), for: served)
        }
    }

    /// `{audience}/.default`, once; an audience that ends in a slash gives two slashes there.
    private static func audience(ofScope scope: String, for served: Audience) throws(TokenRefusal) -> String {
        let suffix = "/.default"
        let scopes = scope.split(separator: " ").filter { !signInScopes.contains($0) }
        guard let wanted = scopes.first else {
            throw TokenRefusal(.invalidRequest, "The form's 'scope' names no resource: send '{audience}/.default'.")
        }
        guard scopes.count == 1, wanted.hasSuffix(suffix), served.accepts(String(wanted.dropLast(suffix.count))) else {
            throw TokenRefusal(
                .invalidResource,
                "The scope is not one that this issuer makes tokens for: send '{audience}/.default'."
            )
        }
        return String(wanted.dropLast(suffix.count))
    }

    private static func field(_ name: String, of request: TokenRequest) throws(TokenRefusal) -> String {
        guard let value = request.form[name], !value.isEmpty else {
            throw TokenRefusal(.invalidRequest, "The form has no '\(name)'.")
        }
        return value
    }

    /// Tenants are written into tokens between slashes.
    private static func isTenant(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }
}

extension TokenRefusal {
    /// The one answer to an unknown client and to a wrong secret: they can't be told apart.
    static let wrongCredentials = TokenRefusal(
        .invalidClient,
        "There is no application with this client id and this secret."
    )
}
