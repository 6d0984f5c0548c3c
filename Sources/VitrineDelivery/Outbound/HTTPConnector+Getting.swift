import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension HTTPConnector {
    package func get(
        _ request: PinnedGet,
        checking check: @Sendable (ReplyHead) -> FetchBody,
        into sink: FetchSink
    ) async throws(ConnectionFailure) -> ReplyHead {
        let client = client(for: request.url, at: request.address)
        let outcome = await exchange(request, with: client, check, sink)
        // Nothing is lost when this fails: the answer is there, or it never will be.
        try? await client.shutdown()
        return try outcome.get()
    }

    private func exchange(
        _ request: PinnedGet,
        with client: HTTPClient,
        _ check: @Sendable (ReplyHead) -> FetchBody,
        _ sink: FetchSink
    ) async -> Result<ReplyHead, ConnectionFailure> {
        var hasAnswered = false
        do {
            try checkHost(of: request.url)
            var asked = HTTPClientRequest(url: request.url.text)
            asked.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
            // The caller bounds the whole; here a silent host is left.
            let response = try await client.execute(asked, timeout: .minutes(10))
            hasAnswered = true
            let head = ReplyHead(response)
            switch check(head) {
            case .ignored: return .success(head)
            case .refused: return .failure(.broken("The body isn't wanted."))
            case .wanted:
                for try await piece in response.body { try await sink(Array(piece.readableBytesView)) }
                return .success(head)
            }
        } catch {
            let reason = Self.reason(of: error)
            return .failure(hasAnswered || error is CancellationError ? .broken(reason) : .notConnected(reason))
        }
    }
}

extension ReplyHead {
    fileprivate init(_ response: HTTPClientResponse) {
        let headers = response.headers.map { ($0.name.lowercased(), $0.value) }
        self.init(status: Int(response.status.code), headers: Dictionary(headers) { first, _ in first })
    }
}
