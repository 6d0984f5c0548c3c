import NIOHTTP1

/// How far a client's request and its answer have come.
struct ExchangeProgress {
    let method: HTTPMethod
    let isHTTP1: Bool
    /// Whether the client takes chunks and answers before the answer, which HTTP/1.0 doesn't.
    let knowsChunks: Bool
    /// Whether a body can be expected; without one the request has as good as ended.
    let hasBody: Bool
    /// The host is somebody else's.
    var isOutside = false
    var hasRequestEnded = false
    var hasAnswerBegun = false
    /// The connection ends with this answer.
    var closes: Bool

    init(_ head: HTTPRequestHead) {
        method = head.method
        isHTTP1 = head.version.major == 1
        knowsChunks = head.version.major > 1 || head.version.minor >= 1
        hasBody = head.headers.contains(name: "content-length") || head.headers.contains(name: "transfer-encoding")
        // The decoder takes what follows CONNECT, or an Upgrade, for another protocol, and reads no further request.
        closes =
            isHTTP1
            && (!knowsChunks || !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "upgrade"))
    }

    /// The answer begins. When the client is still sending, the connection is of no more use: it may stop midway.
    mutating func beginAnswer() {
        hasAnswerBegun = true
        if isHTTP1, hasBody, !hasRequestEnded { closes = true }
    }

    /// The request makes no sense, so where the next one begins is anybody's guess.
    mutating func refuse() {
        if isHTTP1 { closes = true }
    }
}
