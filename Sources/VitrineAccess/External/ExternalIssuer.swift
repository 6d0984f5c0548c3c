import Foundation
package import Logging
package import VitrineCore

/// An OpenID Connect issuer whose tokens are trusted: its keys, found by discovery and kept.
///
/// Source: wire contract, section 7.
package actor ExternalIssuer {
    /// An address that can't be an issuer's: not https (or http on this machine), or with a user, query or fragment.
    package struct InvalidURL: Error {
        package let url: String
    }

    /// Fetches are at least this far apart, whether they succeed or not.
    private static let secondsBetweenFetches: Int64 = 60

    /// Older keys are fetched again in the background, so that one that was withdrawn is forgotten some day.
    private static let secondsUntilStale: Int64 = 24 * 3600

    /// The issuer as configured; tokens carry exactly this as `iss`.
    package nonisolated let url: String

    private let fetcher: any KeyFetcher
    private let clock: any WallClock
    private let logger: Logger

    private var keys: [String: VerificationKey] = [:]
    private var lastFetch: Timestamp?
    private var running: Task<Void, Never>?

    package init(url: String, fetcher: any KeyFetcher, clock: any WallClock, logger: Logger) throws(InvalidURL) {
        guard IssuerURL.isFetchable(url), !url.contains("?") else { throw InvalidURL(url: url) }
        self.url = url
        self.fetcher = fetcher
        self.clock = clock
        self.logger = logger
    }

    /// The key with this id, after asking the issuer when it isn't known and a minute has passed since the last time.
    func key(_ kid: String) async -> VerificationKey? {
        if let key = keys[kid] {
            if isDue(after: Self.secondsUntilStale) { startFetch() }
            return key
        }
        if running == nil, isDue(after: Self.secondsBetweenFetches) { startFetch() }
        await running?.value
        return keys[kid]
    }

    /// The key with this id if it was fetched already.
    func knownKey(_ kid: String) -> VerificationKey? { keys[kid] }

    /// A clock that was set back doesn't stop us from asking.
    private func isDue(after seconds: Int64) -> Bool {
        guard let lastFetch else { return true }
        let now = clock.now()
        return now >= lastFetch.advanced(bySeconds: seconds) || now < lastFetch
    }

    /// A task of its own: all who wait share it, and the one who came first may go away.
    private func startFetch() {
        guard running == nil else { return }
        lastFetch = clock.now()
        running = Task {
            await fetch()
            running = nil
        }
    }

    private func fetch() async {
        do {
            keys = try await fetchKeys()
            logger.debug("fetched issuer keys", metadata: [LogKey.issuer: "\(url)", LogKey.keyCount: "\(keys.count)"])
        } catch {
            logger.warning(
                "could not fetch issuer keys, known ones stay in use",
                metadata: [LogKey.issuer: "\(url)", LogKey.reason: "\(error)"]
            )
        }
    }

    private func fetchKeys() async throws -> [String: VerificationKey] {
        let document: DiscoveryDocument = try await fetchJSON(IssuerURL.discovery(of: url))
        guard document.issuer == url else { throw DiscoveryFailure.namesAnotherIssuer }
        guard IssuerURL.isFetchable(document.jwksURI, namedBy: url) else {
            throw DiscoveryFailure.keysAreNotSafeToFetch
        }
        let set: JSONWebKeySet = try await fetchJSON(document.jwksURI)
        var keys: [String: VerificationKey] = [:]
        for key in set.keys {
            guard let usable = await VerificationKey.external(key) else { continue }
            keys[usable.kid] = usable
        }
        return keys
    }

    private func fetchJSON<Document: Decodable>(_ url: String) async throws -> Document {
        try await JSONDecoder().decode(Document.self, from: Data(fetcher.fetch(url)))
    }
}

/// The two members of a discovery document that are needed here.
private struct DiscoveryDocument: Decodable {
    let issuer: String
    let jwksURI: String

    enum CodingKeys: String, CodingKey {
        case issuer
        case jwksURI = "jwks_uri"
    }
}

/// Why a discovery document isn't believed.
private enum DiscoveryFailure: Error {
    case namesAnotherIssuer, keysAreNotSafeToFetch
}
