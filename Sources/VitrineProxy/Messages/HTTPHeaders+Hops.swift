import NIOHTTP1

extension HTTPHeaders {
    /// Fields that are between two neighbours. Source: RFC 9110, section 7.6.1, and RFC 9113, section 8.2.2.
    private static let hopByHop = [
        "connection", "http2-settings", "keep-alive", "proxy-authenticate", "proxy-authentication-info",
        "proxy-authorization", "proxy-connection", "te", "transfer-encoding", "upgrade",
    ]

    /// Fields that say where a message ends or goes; they mean nothing behind a body.
    private static let notInTrailers = ["authorization", "content-encoding", "content-length", "content-type", "host"]

    /// Without the fields that are for this connection only, those that `Connection` names included.
    var withoutHops: HTTPHeaders {
        var kept = self
        for name in self[canonicalForm: "connection"] { kept.remove(name: String(name)) }
        for name in Self.hopByHop { kept.remove(name: name) }
        return kept
    }

    /// What of these trailers is passed on; `nil` when nothing is.
    var passedTrailers: HTTPHeaders? {
        var kept = withoutHops
        for name in Self.notInTrailers { kept.remove(name: name) }
        return kept.isEmpty ? nil : kept
    }
}
