/// What may be read of a URL that a stranger named.
package struct FetchLimits: Sendable {
    /// Most bytes of the body. One more is a permanent failure.
    package var maximumBytes: Int

    /// How often another address may be said to be the right one.
    package var maximumRedirects: Int

    /// For all of it: looking up names, redirects and the whole body.
    package var timeout: Duration

    package init(maximumBytes: Int, maximumRedirects: Int = 5, timeout: Duration = .seconds(60)) {
        self.maximumBytes = maximumBytes
        self.maximumRedirects = maximumRedirects
        self.timeout = timeout
    }
}

/// Which bytes of a file are asked for.
package enum FetchRange: Sendable, Hashable {
    case whole

    /// The last so many bytes.
    case last(Int)

    /// The header's value; `nil` for the whole.
    var header: String? {
        switch self {
        case .whole: nil
        case .last(let count): "bytes=-\(count)"
        }
    }
}

/// How a server began its answer to a GET.
package struct ReplyHead: Sendable, Hashable {
    package let status: Int

    /// Names in lower case; of a name that is there several times, the first.
    package let headers: [String: String]

    package init(status: Int, headers: [String: String] = [:]) {
        self.status = status
        self.headers = headers
    }

    /// How long the whole file is, where the answer says so: of a range, from `Content-Range`.
    package var fullLength: Int? {
        guard status == 206 else { return headers["content-length"].flatMap { Int($0) } }
        return headers["content-range"].flatMap { $0.split(separator: "/").last }.flatMap { Int($0) }
    }
}

/// A GET of which nothing is left to decide, the address least of all.
package struct PinnedGet: Sendable {
    package let url: OutboundURL

    /// The only address that may be connected to, already checked. TLS verifies the name in the URL all the same.
    package let address: IPAddress
    package let headers: [Header]
}

/// Takes in a body, piece by piece. What it throws ends the exchange.
package typealias FetchSink = @Sendable (_ piece: [UInt8]) async throws -> Void
