import NIOHTTP1

extension HTTPRequestHead {
    /// This head as it is sent on, over a connection that is used once: to the backend, which is told the scheme that the
    /// client speaks, or outside, where we are a proxy like any other.
    ///
    /// The host is as the client wrote it.
    func sent(
        _ path: String,
        host: String,
        _ framing: BodyFraming,
        scheme: String? = nil,
        isOutside: Bool = false
    ) -> HTTPRequestHead {
        // What matters is put in after the client's own Connection field has had its say.
        var headers = headers.withoutHops
        headers.replaceOrAdd(name: "host", value: host)
        headers.add(name: "connection", value: "close")
        headers.frame(framing)
        if isOutside {
            headers.add(name: "via", value: "1.1 vitrine")
        } else {
            headers.remove(name: "x-forwarded-proto")
            if let scheme { headers.add(name: "x-forwarded-proto", value: scheme) }
        }
        return HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
    }
}

extension HTTPHeaders {
    fileprivate mutating func frame(_ framing: BodyFraming) {
        switch framing {
        case .none: remove(name: "content-length")
        case .chunked:
            remove(name: "content-length")
            add(name: "transfer-encoding", value: "chunked")
        case .length(let length): replaceOrAdd(name: "content-length", value: length)
        }
    }
}
