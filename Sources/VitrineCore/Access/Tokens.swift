/// What a good token says.
package struct VerifiedToken: Sendable, Equatable {
    package let principal: Principal

    /// From this moment on the token is no longer good.
    package let expiresAt: Timestamp

    package init(principal: Principal, expiresAt: Timestamp) {
        self.principal = principal
        self.expiresAt = expiresAt
    }
}

/// Why a token is not good. Descriptions are served, so they say nothing about any key or any other caller.
package enum TokenRejection: Error, Sendable, CaseIterable {
    case missing, malformed, unknownKey, badSignature, expired, notYetValid, wrongAudience, wrongIssuer, noPrincipal

    package var description: String {
        switch self {
        case .missing: "Send an access token in the header Authorization: Bearer."
        case .malformed: "The access token is not a well-formed JWT signed with RS256 or ES256."
        case .unknownKey: "The access token is signed with a key that no configured issuer has."
        case .badSignature: "The access token's signature is wrong."
        case .expired: "The access token has expired. Ask for a new one."
        case .notYetValid: "The access token is not valid yet. Check the clocks."
        case .wrongAudience: "The access token was made for another audience."
        case .wrongIssuer: "The access token's issuer is not one that this server trusts."
        case .noPrincipal: "The access token names neither an application (appid or azp) nor an object (oid)."
        }
    }
}

/// Tells whether a bearer token is good, and who it is for.
package protocol TokenVerifier: Sendable {
    /// - Throws: ``TokenRejection``; any other error is a fault.
    func verify(_ token: String) async throws -> VerifiedToken
}

/// What a client asks of the built-in issuer.
package struct TokenRequest: Sendable {
    /// The shape of the answer: `oauth2/token` or `oauth2/v2.0/token`.
    package enum Version: Sendable, CaseIterable {
        case v1, v2
    }

    package let version: Version

    /// The path's first segment; any tenant is served, and named in the token.
    package let tenant: String

    /// The form's fields by name. Client authentication by HTTP Basic is put in as `client_id` and `client_secret`.
    package let form: [String: String]

    /// Where the client reached the issuer, without a trailing slash, such as `http://127.0.0.1:8080`.
    package let issuerURL: String

    /// The caller's address, for the limit on guessing.
    package let remoteAddress: String

    /// How long the token is to be good, in whole seconds, when that is shorter than the issuer's own time; `nil`: that.
    package let lifetime: Duration?

    package init(
        version: Version,
        tenant: String,
        form: [String: String],
        issuerURL: String,
        remoteAddress: String,
        lifetime: Duration? = nil
    ) {
        self.version = version
        self.tenant = tenant
        self.form = form
        self.issuerURL = issuerURL
        self.remoteAddress = remoteAddress
        self.lifetime = lifetime
    }
}

/// A token of the built-in issuer, and what its answer says about it.
package struct IssuedToken: Sendable {
    package let accessToken: String

    /// The audience as it was asked for.
    package let resource: String
    package let notBefore: Timestamp
    package let expiresAt: Timestamp

    package init(accessToken: String, resource: String, notBefore: Timestamp, expiresAt: Timestamp) {
        self.accessToken = accessToken
        self.resource = resource
        self.notBefore = notBefore
        self.expiresAt = expiresAt
    }
}

/// A "no" of the token endpoint, with OAuth's own codes. Source: wire contract, section 7.
package struct TokenRefusal: Error, Sendable, Equatable {
    package enum Code: String, Sendable, CaseIterable {
        case invalidClient = "invalid_client"
        case invalidRequest = "invalid_request"
        case unsupportedGrantType = "unsupported_grant_type"
        case invalidResource = "invalid_resource"
        case temporarilyUnavailable = "temporarily_unavailable"
    }

    package let code: Code

    /// A sentence that the client may read.
    package let message: String

    /// When it may be tried again; only with `temporarilyUnavailable`.
    package let retryAfterSeconds: Int?

    package init(_ code: Code, _ message: String, retryAfterSeconds: Int? = nil) {
        self.code = code
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }
}

/// The built-in issuer, as the wire sees it.
package protocol TokenIssuer: Sendable {
    /// - Throws: ``TokenRefusal``; any other error is a fault.
    func issue(_ request: TokenRequest) async throws -> IssuedToken

    /// The public keys as a JWK set: a complete JSON text.
    func keySet() async throws -> [UInt8]
}
