import NIOHTTP1

extension HTTPResponseHead {
    /// Whether the end of what follows is something we can tell: no coding but chunks, and no other protocol.
    var isUnderstood: Bool {
        let codings = headers["transfer-encoding"]
        return status != .switchingProtocols && (codings.isEmpty || codings.map { $0.lowercased() } == ["chunked"])
    }

    /// Whether the answer itself is still to come, as after 100 Continue.
    var isInterim: Bool { (100..<200).contains(status.code) }

    /// This head as the client gets it.
    ///
    /// The framing is ours alone: an answer without a body has none, one whose length is known keeps it, and others come in
    /// chunks, or until the connection ends when the client doesn't know chunks.
    func sent(for progress: ExchangeProgress) -> HTTPResponseHead {
        var headers = headers.withoutHops
        if isInterim || status == .noContent { headers.remove(name: "content-length") }
        if progress.isHTTP1, !isInterim {
            let hasBody = status.mayHaveResponseBody && progress.method != .HEAD
            if hasBody, !headers.contains(name: "content-length"), progress.knowsChunks {
                headers.add(name: "transfer-encoding", value: "chunked")
            }
            if progress.closes { headers.add(name: "connection", value: "close") }
        }
        if progress.isOutside { headers.add(name: "via", value: "1.1 vitrine") }
        return HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    }
}
