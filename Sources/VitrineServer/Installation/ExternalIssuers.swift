import AsyncHTTPClient
import Logging
import VitrineAccess
import VitrineCore

/// The configured OpenID Connect issuers, and the client that fetches their keys.
struct ExternalIssuers: Sendable {
    let issuers: [ExternalIssuer]
    private let client: HTTPClient?

    /// - Throws: ``SettingError`` for an issuer that is neither https nor on loopback.
    init(_ settings: ServerSettings, clock: any WallClock, logger: Logger) async throws {
        guard !settings.issuers.isEmpty else {
            issuers = []
            client = nil
            return
        }
        let client = HTTPClient(configuration: HTTPKeyFetcher.clientConfiguration)
        self.client = client
        var issuers: [ExternalIssuer] = []
        for url in settings.issuers {
            do {
                issuers.append(
                    try ExternalIssuer(url: url, fetcher: HTTPKeyFetcher(client: client), clock: clock, logger: logger)
                )
            } catch {
                try await client.shutdown()
                throw SettingError.wrong(Settings.issuers.key, "each must be an https URL, or http on loopback")
            }
        }
        self.issuers = issuers
    }

    func close() async throws {
        try await client?.shutdown()
    }
}
