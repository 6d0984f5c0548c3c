package import VitrineCore

/// Tells whether a bearer token is good: JWTs signed with RS256 or ES256, by the built-in issuer or a configured one.
///
/// A token that was found good is remembered until it expires or anything about access changes, so that most requests
/// cost no signature.
package struct BearerTokens: TokenVerifier {
    private let builtIn: SigningKeys?
    private let issuers: [ExternalIssuer]
    private let marks: any OfferStore
    private let clock: any WallClock
    private let audience: Audience
    private let skewSeconds: Int64
    private let remembered: Recent<String, VerifiedToken>

    /// Takes tokens signed with `builtIn`, when that issuer is served, or by one of `issuers`. A token is taken `skew`
    /// earlier than its `nbf`, because clocks differ; an `exp` is taken as it is. What is remembered is bounded by
    /// `rememberedBytes` of token text.
    package init(
        builtIn: SigningKeys?,
        issuers: [ExternalIssuer],
        marks: any OfferStore,
        clock: any WallClock,
        audience: Audience = Audience(),
        skew: Duration = .seconds(60),
        rememberedBytes: Int = 8 << 20
    ) {
        self.builtIn = builtIn
        self.issuers = issuers
        self.marks = marks
        self.clock = clock
        self.audience = audience
        skewSeconds = skew.components.seconds
        remembered = Recent(maximumCost: rememberedBytes)
    }

    /// Checks a token in this order: present, well-formed, its key known, its signature, its time, its audience, its
    /// issuer, its principal.
    package func verify(_ token: String) async throws -> VerifiedToken {
        guard !token.isEmpty else { throw TokenRejection.missing }
        let mark = try await marks.mark().access
        if let known = remembered.value(for: token, mark: mark) {
            guard clock.now() < known.expiresAt else { throw TokenRejection.expired }
            return known
        }
        let presented = try PresentedToken(token)
        let (key, origin) = try await key(for: presented, mark: mark)
        guard key.made(presented.signature, over: presented.message, with: presented.algorithm) else {
            throw TokenRejection.badSignature
        }
        let verified = try accept(presented.claims, from: origin)
        remembered.set(verified, for: token, cost: token.utf8.count, mark: mark)
        return verified
    }

    /// Checks the claims of a token whose signature is right.
    private func accept(_ claims: PresentedClaims, from origin: Origin) throws(TokenRejection) -> VerifiedToken {
        let now = clock.now()
        guard now < claims.expiresAt else { throw .expired }
        if let notBefore = claims.notBefore, now.advanced(bySeconds: skewSeconds) < notBefore { throw .notYetValid }
        guard claims.audiences.contains(where: audience.accepts) else { throw .wrongAudience }
        guard origin.mayIssue(claims) else { throw .wrongIssuer }
        guard claims.principal.application != nil || claims.principal.object != nil else { throw .noPrincipal }
        return VerifiedToken(principal: claims.principal, expiresAt: claims.expiresAt)
    }
}

extension BearerTokens {
    /// Whose key a token is signed with.
    private enum Origin {
        case builtIn
        case external(url: String)

        /// Whether tokens with this key may carry these claims' issuer and tenant.
        ///
        /// The built-in issuer is reached under many addresses, so its tokens are known by their key, and only the end
        /// of `iss` is compared.
        func mayIssue(_ claims: PresentedClaims) -> Bool {
            guard let issuer = claims.issuer else { return false }
            switch self {
            case .builtIn:
                guard let tenant = claims.tenant, !tenant.isEmpty else { return false }
                return issuer.hasSuffix("/\(tenant)/") || issuer.hasSuffix("/\(tenant)/v2.0")
            case .external(let url):
                return issuer == url
            }
        }
    }

    /// The key that a token names: the built-in issuer's, or else that of the issuer which the token says it is from, or
    /// else one of any other issuer (and then its `iss` is wrong).
    ///
    /// Only the issuer that the token names is asked for keys that aren't known yet: who invents tokens can't make this
    /// server fetch from all of them.
    private func key(for token: PresentedToken, mark: UInt64) async throws -> (VerificationKey, Origin) {
        guard let kid = token.kid else { throw TokenRejection.unknownKey }
        if let key = try await builtIn?.ring(mark: mark).key(kid) { return (key, .builtIn) }
        for issuer in issuers where issuer.url == token.claims.issuer {
            if let key = await issuer.key(kid) { return (key, .external(url: issuer.url)) }
        }
        for issuer in issuers {
            if let key = await issuer.knownKey(kid) { return (key, .external(url: issuer.url)) }
        }
        throw TokenRejection.unknownKey
    }
}
