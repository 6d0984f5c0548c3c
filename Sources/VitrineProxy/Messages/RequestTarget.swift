import NIOHTTP1

/// What a request line asks for, in one of the forms of RFC 9112, section 3.2.
enum RequestTarget: Hashable {
    /// `CONNECT host:port`
    case authority(Authority)
    /// `GET http://host/path`, as proxies get it. The path begins with a slash.
    case absolute(scheme: String, Authority, written: String, path: String)
    /// `GET /path`
    case origin(String)
    /// `OPTIONS *`
    case asterisk

    init?(_ uri: String, method: HTTPMethod) {
        guard !uri.isEmpty, uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        if method == .CONNECT {
            // The port is not optional here, so a default that is none makes its absence fail.
            guard let authority = Authority(uri, defaultPort: 0), authority.port > 0 else { return nil }
            self = .authority(authority)
        } else if uri.hasPrefix("/") {
            self = .origin(uri)
        } else if uri == "*", method == .OPTIONS {
            self = .asterisk
        } else {
            self.init(absolute: uri)
        }
    }

    private init?(absolute uri: String) {
        guard let mark = uri.firstRange(of: "://") else { return nil }
        let scheme = uri[..<mark.lowerBound].lowercased()
        let rest = uri[mark.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let written = rest[..<end]
        guard let authority = Authority(written, defaultPort: scheme == "https" ? 443 : 80) else { return nil }
        let path = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
        self = .absolute(scheme: scheme, authority, written: String(written), path: path)
    }
}
