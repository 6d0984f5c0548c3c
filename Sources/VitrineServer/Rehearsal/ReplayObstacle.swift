import AsyncHTTPClient

/// Why a request of a journal had no answer, in words.
///
/// Never in the HTTP library's own: they may have what was sent in them.
struct ReplayObstacle: CustomStringConvertible {
    let description: String

    private static let reasons: [(error: HTTPClientError, reason: String)] = [
        (.remoteConnectionClosed, "the connection was closed."),
        (.deadlineExceeded, "there was no answer within a minute."),
        (.readTimeout, "there was no answer in time."),
        (.invalidURL, "its target isn't one."),
        (.traceRequestWithBody, "a TRACE has no body."),
    ]

    init(_ error: any Error) {
        guard let error = error as? HTTPClientError else {
            description = "It couldn't be sent, or wasn't answered: \(error)"
            return
        }
        let known = Self.reasons.first { $0.error == error }?.reason
        description = "It couldn't be sent, or wasn't answered: \(known ?? "\(error.shortDescription).")"
    }
}
