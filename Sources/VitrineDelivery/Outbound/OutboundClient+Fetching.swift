extension OutboundClient {
    private static let agent = Header(name: "user-agent", value: "vitrine")

    /// Reads a file that a stranger named into `sink`.
    ///
    /// Each URL, be it the first or one that an answer leads to, is checked as those of posts are: a URL that can't be called,
    /// http to a host that isn't allowed, a host that has an address in our own network. No cookie, token or referrer is sent.
    ///
    /// - Returns: The head of the answer whose body went into `sink`: status 200, or 206 where a part was asked for.
    /// - Throws: Permanent for what the same attempt would meet again: 4xx, more bytes than allowed, too many redirects, one that
    ///   leads to nowhere. Then, and also when it is temporary, some of the body may have gone into `sink`, and more may go
    ///   there for a moment still. What `sink` throws is a temporary failure.
    package func fetch(
        _ url: String,
        _ range: FetchRange = .whole,
        limits: FetchLimits,
        into sink: @escaping FetchSink
    ) async throws(DeliveryFailure) -> ReplyHead {
        try await Deadline.within(limits.timeout) { () async throws(DeliveryFailure) -> ReplyHead in
            var url = try callable(url)
            for _ in 0...max(0, limits.maximumRedirects) {
                let head = try await get(url, range, limits, sink)
                guard head.isRedirect else { return try head.checked(for: range) }
                url = try callable(head.target(from: url))
            }
            throw .permanent("The URL leads on more than \(limits.maximumRedirects) times.")
        }
    }

    /// Tries one address after the other until one takes the connection.
    private func get(
        _ url: OutboundURL,
        _ range: FetchRange,
        _ limits: FetchLimits,
        _ sink: @escaping FetchSink
    ) async throws(DeliveryFailure) -> ReplyHead {
        let headers = [Self.agent] + (range.header.map { [Header(name: "range", value: $0)] } ?? [])
        var failure = DeliveryFailure.temporary("The host has no address.")
        for address in try await checkedAddresses(of: url.host) {
            let room = FetchRoom(limits.maximumBytes, range, sink)
            do throws(ConnectionFailure) {
                return try await connector.get(
                    PinnedGet(url: url, address: address, headers: headers),
                    checking: { head in room.fits(head) },
                    into: room.take
                )
            } catch {
                if room.isExceeded { throw .permanent("The file is larger than \(limits.maximumBytes) bytes.") }
                switch error {
                case .notConnected(let reason): failure = .temporary(reason)
                case .broken(let reason): throw .temporary(reason)
                }
            }
        }
        throw failure
    }
}

extension ReplyHead {
    fileprivate var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }

    /// Where a redirect leads: a whole URL, or a path on the same host.
    fileprivate func target(from url: OutboundURL) throws(DeliveryFailure) -> String {
        guard let location = headers["location"], !location.isEmpty else {
            throw .permanent("The answer was a redirect (\(status)) that leads nowhere.")
        }
        if location.contains("://") { return location }
        guard location.hasPrefix("/"), !location.hasPrefix("//") else {
            throw .permanent("The answer was a redirect (\(status)) to something that is neither a URL nor a path.")
        }
        return "\(url.scheme.rawValue)://\(url.host.inURL):\(url.port)\(location)"
    }

    /// This head, when it is that of the file, or of the part that was asked for.
    fileprivate func checked(for range: FetchRange) throws(DeliveryFailure) -> ReplyHead {
        switch (status, range) {
        case (200, .whole), (206, .last): return self
        case (200, .last): throw .permanent("The host doesn't give parts of files.")
        case (408, _), (425, _), (429, _), (500..<600, _): throw .temporary("The answer was \(status).")
        default: throw .permanent("The answer was \(status).")
        }
    }
}
