/// A request of which nothing is left to decide, the address least of all.
package struct PinnedRequest: Sendable {
    package let url: OutboundURL
    /// The only address that may be connected to, already checked. TLS verifies the name in the URL all the same.
    package let address: IPAddress
    package let headers: [Header]
    package let body: [UInt8]
    /// So many bytes of the answer's body are read, no more.
    package let replyLimit: Int
}

/// Why there is no answer.
package enum ConnectionFailure: Error, Hashable {
    /// Nothing was sent; another address may work.
    case notConnected(String)
    /// The request, or some of it, was sent.
    case broken(String)
}

/// Makes one connection, sends one request on it and reads the answer.
package protocol Connector: Sendable {
    /// POSTs to the request's address, whatever the host's name resolves to now. Redirects are answers like others.
    ///
    /// When the task is cancelled, or the answer's body goes past the limit, the connection is dropped.
    func post(_ request: PinnedRequest) async throws(ConnectionFailure) -> Reply

    /// GETs from the request's address, as ``post(_:)``. `check` is asked about the head; a wanted body goes into `sink` as it
    /// comes, no faster than `sink` takes it.
    func get(
        _ request: PinnedGet,
        checking check: @Sendable (ReplyHead) -> FetchBody,
        into sink: FetchSink
    ) async throws(ConnectionFailure) -> ReplyHead
}
