import Crypto
import Logging
import VitrineAccess
import VitrineCore
import VitrineTestKit
import VitrineVault

/// The whole room as the server wires it, on a store of its own, with a clock that stands still and cheap hashes.
struct AccessRoom {
    static let secret = "correct-horse-battery-staple"

    /// In the middle of a second, where rounding shows.
    let clock = TestClock(Timestamp(secondsSince1970: 1_748_736_000).advanced(byTicks: 1_234_567))
    let store: StoreOnDisk
    let access: any AccessStore
    let offers: any OfferStore
    let master: MasterKeyRing
    let keys: SigningKeys
    let hasher: SecretHasher
    let guesses: GuessLimit
    let issuer: BuiltInIssuer
    let tokens: BearerTokens
    let application: Application

    init(lifetime: Duration = .seconds(3600), issuers urls: [String] = [], fetcher: StubFetcher = StubFetcher())
        async throws
    {
        store = try await StoreOnDisk()
        access = store.store
        offers = store.store
        master = try MasterKeyRing.random()
        hasher = try SecretHasher(cost: cheap())
        keys = SigningKeys(store: access, marks: offers, wrapping: master, clock: clock)
        guesses = GuessLimit(clock: clock)
        issuer = BuiltInIssuer(
            applications: access,
            keys: keys,
            hasher: hasher,
            guesses: guesses,
            clock: clock,
            lifetime: lifetime
        )
        let clock = clock
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        tokens = BearerTokens(
            builtIn: keys,
            issuers: try urls.map { try ExternalIssuer(url: $0, fetcher: fetcher, clock: clock, logger: logger) },
            marks: offers,
            clock: clock
        )
        application = Application(
            clientID: .random(),
            objectID: .random(),
            name: "pipeline",
            secret: try await hasher.hash(Self.secret)
        )
        try await access.add(application, roles: [])
    }

    /// A good request of the application, with `changes` to its form; `nil` takes a field out.
    func request(
        _ version: TokenRequest.Version = .v1,
        _ changes: [String: String?] = [:],
        tenant: String = "contoso.example",
        from address: String = "192.0.2.1"
    ) -> TokenRequest {
        var form = [
            "grant_type": "client_credentials",
            "client_id": application.clientID.description,
            "client_secret": Self.secret,
        ]
        switch version {
        case .v1: form["resource"] = Audience.portal
        case .v2: form["scope"] = Audience.portal + "/.default"
        }
        for (name, value) in changes { form[name] = value }
        return TokenRequest(
            version: version,
            tenant: tenant,
            form: form,
            issuerURL: "http://127.0.0.1:8080",
            remoteAddress: address
        )
    }

    /// A token of the built-in issuer.
    func token(_ version: TokenRequest.Version = .v1) async throws -> String {
        try await issuer.issue(request(version)).accessToken
    }

    /// The newest key of the built-in issuer, opened as only the master key's owner can.
    func builtInSigner() async throws -> (kid: String, signer: Signer) {
        _ = try await issuer.keySet()
        guard let stored = try await access.signingKeys().first else { throw NothingThere() }
        let raw = try master.unwrap(stored.wrapped, context: KeyContext.signingKey(stored.kid))
        return (stored.kid, .es256(try P256.Signing.PrivateKey(rawRepresentation: raw)))
    }

    /// Claims of a good token of the built-in issuer, with `changes`; `nil` takes a claim out.
    func claims(_ changes: [String: Claim?] = [:]) -> Claims {
        let now = Double(clock.now().secondsSince1970)
        var claims: Claims = [
            "aud": .text(Audience.portal),
            "iss": "http://127.0.0.1:8080/contoso.example/",
            "tid": "contoso.example",
            "iat": .number(now),
            "nbf": .number(now),
            "exp": .number(now + 3600),
            "appid": "11111111-1111-1111-1111-111111111111",
            "oid": "22222222-2222-2222-2222-222222222222",
        ]
        for (name, value) in changes { claims[name] = value }
        return claims
    }
}

struct NothingThere: Error {}

func cheap() throws -> ScryptCost {
    guard let cost = ScryptCost(rounds: 16, blockSize: 8, parallelism: 1) else { throw NothingThere() }
    return cost
}
