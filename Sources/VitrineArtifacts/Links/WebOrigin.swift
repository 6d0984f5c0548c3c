/// The part of a URL that says whose it is: scheme, host and port. Letters are told apart by no case, and the port that a
/// scheme has anyway may be left out.
package struct WebOrigin: Hashable, Sendable {
    package let scheme: String
    package let host: String
    package let port: Int

    /// The scheme is `http` or `https`, and `nil` comes of any other. The host is a name or an address, IPv6 in brackets.
    package init?(scheme: String, host: String, port: Int? = nil) {
        let scheme = scheme.lowercased()
        guard let usual = ["http": 80, "https": 443][scheme], !host.isEmpty else { return nil }
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port ?? usual
    }

    /// `scheme://host:port`, without the port that the scheme has anyway.
    package var text: String {
        let isUsual = port == (scheme == "https" ? 443 : 80)
        return isUsual ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
    }

    /// Reads `scheme://host:port`, with nothing behind it but perhaps a slash.
    package init?(_ text: String) {
        guard let url = AbsoluteURL(text), url.target.isEmpty || url.target == "/" else { return nil }
        self = url.origin
    }
}

/// An http or https URL, taken apart without changing what is in it.
struct AbsoluteURL {
    let origin: WebOrigin
    /// Path and query as they are written. The fragment is no part of it.
    let target: String

    /// `nil` for anything else: another scheme, no host, a user or password.
    init?(_ text: String) {
        guard let colon = text.firstRange(of: "://") else { return nil }
        let rest = text[colon.upperBound...].prefix { $0 != "#" }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let (host, port) = Self.split(rest[..<end]),
            let origin = WebOrigin(scheme: String(text[..<colon.lowerBound]), host: host, port: port)
        else { return nil }
        self.origin = origin
        target = String(rest[end...])
    }

    /// Host and port; `nil` when a user stands before them or the port is none. An empty port is the usual one.
    private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
        guard !authority.contains("@") else { return nil }
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[bracket...].lastIndex(of: ":") else { return (String(authority), nil) }
        let digits = authority[authority.index(after: colon)...]
        let host = String(authority[..<colon])
        if digits.isEmpty { return (host, nil) }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits), port <= 65_535 else {
            return nil
        }
        return (host, port)
    }
}
