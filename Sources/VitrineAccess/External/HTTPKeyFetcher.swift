package import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Fetches over HTTP, within narrow bounds: 10 s for the whole answer, 1 MiB of it, no redirects.
package struct HTTPKeyFetcher: KeyFetcher {
    /// An answer that isn't a plain 200.
    package struct UnexpectedAnswer: Error {
        package let status: Int
    }

    private static let timeout = TimeAmount.seconds(10)
    private static let maximumBodySize = 1 << 20

    private let client: HTTPClient

    /// - Parameter client: A client that doesn't follow redirects, as one made with ``clientConfiguration`` doesn't.
    package init(client: HTTPClient) {
        self.client = client
    }

    /// For the client that is passed in: no redirects, no decompression.
    package static var clientConfiguration: HTTPClient.Configuration {
        HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: timeout, read: timeout),
            decompression: .disabled
        )
    }

    package func fetch(_ url: String) async throws -> [UInt8] {
        let request = try HTTPClient.Request(url: url, headers: ["accept": "application/json"])
        // The delegate's deadline holds until the last byte; that of the newer API only until the head.
        let answer = try await client.execute(
            request: request,
            delegate: ResponseAccumulator(request: request, maxBodySize: Self.maximumBodySize),
            deadline: .now() + Self.timeout
        ).get()
        guard answer.status == .ok, answer.history.count <= 1 else {
            throw UnexpectedAnswer(status: Int(answer.status.code))
        }
        return answer.body.map { Array($0.readableBytesView) } ?? []
    }
}
