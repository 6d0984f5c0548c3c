import AsyncHTTPClient
import Foundation
package import NIOCore
import NIOHTTP1
import NIOSSL

/// Connects with a client that is made for the one request and knows no other address than the pinned one.
package struct HTTPConnector: Connector {
    private let group: any EventLoopGroup
    private let connectTimeout: TimeAmount
    private let trustedCertificates: String?

    /// - Parameters:
    ///   - group: Where the connections live.
    ///   - connectTimeout: How long connecting may take, TLS included.
    ///   - trustedCertificates: The path of a PEM file with authorities that are trusted besides the system's.
    package init(
        group: any EventLoopGroup,
        connectTimeout: TimeAmount = .seconds(5),
        trustedCertificates: String? = nil
    ) {
        self.group = group
        self.connectTimeout = connectTimeout
        self.trustedCertificates = trustedCertificates
    }

    package func post(_ request: PinnedRequest) async throws(ConnectionFailure) -> Reply {
        let client = client(for: request.url, at: request.address)
        let outcome = await exchange(request, with: client)
        // Nothing is lost when this fails: the answer is there, or it never will be.
        try? await client.shutdown()
        return try outcome.get()
    }

    private func exchange(_ request: PinnedRequest, with client: HTTPClient) async -> Result<Reply, ConnectionFailure> {
        let collector = ReplyCollector(limit: request.replyLimit)
        do {
            let task = client.execute(request: try httpRequest(request), delegate: collector)
            let reply = try await withTaskCancellationHandler {
                try await task.futureResult.get()
            } onCancel: {
                task.cancel()
            }
            guard let reply else { return .failure(.broken("The answer has no status.")) }
            return .success(reply)
        } catch {
            if let reply = collector.cutReply { return .success(reply) }
            let reason = Self.reason(of: error)
            return .failure(collector.hasConnected ? .broken(reason) : .notConnected(reason))
        }
    }

    private func httpRequest(_ request: PinnedRequest) throws -> HTTPClient.Request {
        try checkHost(of: request.url)
        return try HTTPClient.Request(
            url: request.url.text,
            method: .POST,
            headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
            body: .bytes(request.body)
        )
    }

    /// The address is only used if the client sees the same host in the URL as we do, so that is checked.
    func checkHost(of url: OutboundURL) throws {
        let seen = try HTTPClient.Request(url: url.text).host
        switch url.host {
        case .name(let name): guard seen == name else { throw AnotherHost() }
        case .address(let address): guard IPAddress(seen) == address else { throw AnotherHost() }
        }
    }

    /// A client that calls `url` at `address` and nowhere else.
    func client(for url: OutboundURL, at address: IPAddress) -> HTTPClient {
        HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration(for: url, at: address))
    }

    private func configuration(for url: OutboundURL, at address: IPAddress) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: connectTimeout),
            decompression: .disabled
        )
        var tls = TLSConfiguration.makeClientConfiguration()
        if let trustedCertificates { tls.additionalTrustRoots = [.file(trustedCertificates)] }
        configuration.tlsConfiguration = tls
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        if case .name(let name) = url.host { configuration.dnsOverride = [name: address.description] }
        return configuration
    }

    /// In words of ours: the errors' own may show addresses.
    static func reason(of error: any Error) -> String {
        switch error {
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: "TLS failed; the certificate may not be good."
        case let error as HTTPClientError: "The exchange failed: \(error.shortDescription)."
        case is AnotherHost: "The URL's host can be read in two ways."
        case let error as IOError: "The connection failed (\(String(cString: strerror(error.errnoCode))))."
        default: "The connection failed (\(type(of: error)))."
        }
    }
}

/// The client would call another host than the one that was checked.
private struct AnotherHost: Error {}
