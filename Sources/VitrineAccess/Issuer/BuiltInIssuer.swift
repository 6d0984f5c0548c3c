import Foundation
package import VitrineCore

/// The issuer for laptops, CI and small installations, shaped so that deployed client libraries work unchanged.
///
/// Source: wire contract, section 7.
package struct BuiltInIssuer: TokenIssuer {
    private let applications: any AccessStore
    private let keys: SigningKeys
    private let hasher: SecretHasher
    private let guesses: GuessLimit
    private let clock: any WallClock
    private let audience: Audience
    private let lifetime: Duration

    /// An issuer for the applications in `applications`; its tokens are good for `lifetime`, in whole seconds.
    package init(
        applications: any AccessStore,
        keys: SigningKeys,
        hasher: SecretHasher,
        guesses: GuessLimit,
        clock: any WallClock,
        audience: Audience = Audience(),
        lifetime: Duration = .seconds(3600)
    ) {
        self.applications = applications
        self.keys = keys
        self.hasher = hasher
        self.guesses = guesses
        self.clock = clock
        self.audience = audience
        self.lifetime = lifetime
    }

    /// Issues a token to an application that shows its secret.
    ///
    /// - Throws: ``TokenRefusal``: first what the form lacks, as ``ClientCredentials`` checks it; then
    ///   `temporarilyUnavailable` when too many wrong secrets came from there; then `invalidClient`.
    package func issue(_ request: TokenRequest) async throws -> IssuedToken {
        let credentials = try ClientCredentials(request, for: audience)
        let application = try await authenticated(credentials, from: request.remoteAddress)
        return try await mint(
            for: ApplicationIdentity(clientID: application.clientID, objectID: application.objectID),
            TokenOrder(
                version: request.version,
                audience: credentials.audience,
                tenant: request.tenant,
                issuerURL: request.issuerURL
            ),
            lifetime: min(lifetime, request.lifetime ?? lifetime)
        )
    }

    /// Makes a token without asking for a secret: for operators, who could read the keys anyway.
    ///
    /// Whether there is such an application, and whether `audience` is this server's, is *not* checked.
    package func token(
        clientID: GUID,
        objectID: GUID,
        audience: String = Audience.portal,
        tenant: String,
        issuerURL: String,
        lifetime: Duration
    ) async throws -> IssuedToken {
        try await mint(
            for: ApplicationIdentity(clientID: clientID, objectID: objectID),
            TokenOrder(version: .v1, audience: audience, tenant: tenant, issuerURL: issuerURL),
            lifetime: lifetime
        )
    }

    package func keySet() async throws -> [UInt8] {
        let ring = try await keys.ringMakingFirst()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try Array(encoder.encode(JSONWebKeySet(keys: ring.keys.map(\.publicKey))))
    }

    private func mint(
        for identity: ApplicationIdentity,
        _ order: TokenOrder,
        lifetime: Duration
    ) async throws -> IssuedToken {
        let start = clock.now().secondsSince1970
        let end = start + lifetime.components.seconds
        let claims = IssuedClaims(identity, order, from: start, to: end)
        let key = try await keys.signingKey()
        return IssuedToken(
            accessToken: try await key.sign(claims),
            resource: order.audience,
            notBefore: Timestamp(secondsSince1970: start),
            expiresAt: Timestamp(secondsSince1970: end)
        )
    }
}

extension BuiltInIssuer {
    private enum Verdict: Sendable {
        case good, wrong
        case wait(seconds: Int)
    }

    private func authenticated(_ credentials: ClientCredentials, from address: String) async throws -> Application {
        let guess = GuessLimit.Guess(clientID: credentials.clientID, remoteAddress: address)
        // Asked here so that a flood of guesses doesn't get in line, and again in line so that a burst can't overshoot.
        if let seconds = guesses.secondsToWait(guess) { throw TokenRefusal.tooManyGuesses(seconds: seconds) }

        let application = try await applications.application(credentials.clientID)
        let verdict = try await verdict(on: credentials.secret, of: application, guess)
        switch verdict {
        case .good:
            guard let application else { throw TokenRefusal.wrongCredentials }
            return application
        case .wrong: throw TokenRefusal.wrongCredentials
        case .wait(let seconds): throw TokenRefusal.tooManyGuesses(seconds: seconds)
        }
    }

    private func verdict(
        on secret: String,
        of application: Application?,
        _ guess: GuessLimit.Guess
    ) async throws -> Verdict {
        do {
            return try await hasher.inLine { [hasher, guesses] in
                if let seconds = guesses.secondsToWait(guess) { return .wait(seconds: seconds) }
                guard try hasher.matches(secret, application?.secret) else {
                    guesses.failed(guess)
                    return .wrong
                }
                guesses.succeeded(guess)
                return .good
            }
        } catch is SecretHasher.Busy {
            throw TokenRefusal(
                .temporarilyUnavailable,
                "Too many tokens are being asked for at this moment. Try again.",
                retryAfterSeconds: 1
            )
        }
    }
}

extension TokenRefusal {
    fileprivate static func tooManyGuesses(seconds: Int) -> TokenRefusal {
        TokenRefusal(
            .temporarilyUnavailable,
            "Too many wrong credentials came from this address. Wait before trying again.",
            retryAfterSeconds: seconds
        )
    }
}
