import NIOHTTP1

/// Decides what becomes of a request from its head alone.
struct RequestRouter: Sendable {
    /// Where a request came in.
    enum Place: Sendable {
        /// On the proxy's own port.
        case open(port: Int)
        /// Inside the encrypted connection that the client believes to be the service's.
        case intercepted(Authority)
    }

    enum Route: Equatable {
        /// Sent on, with this head.
        case forward(HTTPRequestHead, to: Destination)
        case tunnel(Authority, HostPolicy.Verdict)
        case refuse(Authority)
    }

    enum Destination: Sendable, Hashable {
        case backend
        case outside(Authority)
    }

    let place: Place
    let policy: HostPolicy
    let limits: ProxyLimits

    func route(_ head: HTTPRequestHead) throws(ProxyAnswer) -> Route {
        try checkSize(head)
        try checkText(head)
        let framing = try BodyFraming(of: head)
        guard let target = RequestTarget(head.uri, method: head.method) else {
            throw .badRequest("The request's target is not a path, nor the URL of one.")
        }
        switch place {
        case .open(let port): return try route(head, target, framing, port: port)
        case .intercepted(let authority): return try route(head, target, framing, within: authority)
        }
    }

    private func route(
        _ head: HTTPRequestHead,
        _ target: RequestTarget,
        _ framing: BodyFraming,
        port: Int
    ) throws(ProxyAnswer) -> Route {
        switch target {
        case .authority(let authority):
            let verdict = policy.verdict(on: authority.host)
            return verdict == .refuse ? .refuse(authority) : .tunnel(authority, verdict)
        case .absolute("http", let authority, let written, let path):
            switch policy.verdict(on: authority.host) {
            case .intercept:
                return .forward(head.sent(path, host: written, framing), to: .backend)
            case .allow:
                return .forward(head.sent(path, host: written, framing, isOutside: true), to: .outside(authority))
            case .refuse:
                return .refuse(authority)
            }
        case .absolute:
            throw .badRequest("This proxy takes http URLs; for https it wants CONNECT.")
        case .origin, .asterisk:
            throw .notForProxy(port: port)
        }
    }

    private func route(
        _ head: HTTPRequestHead,
        _ target: RequestTarget,
        _ framing: BodyFraming,
        within authority: Authority
    ) throws(ProxyAnswer) -> Route {
        let (host, path): (String, String)
        switch target {
        case .authority: throw .badRequest("CONNECT can't be used within a connection that was made with it.")
        case .absolute(_, _, let written, let absolutePath): (host, path) = (written, absolutePath)
        case .origin(let origin): (host, path) = (try self.host(of: head, within: authority), origin)
        case .asterisk: (host, path) = (try self.host(of: head, within: authority), "*")
        }
        guard let named = Authority(host, defaultPort: 443) else { throw .badRequest("The request's Host is not one.") }
        guard policy.verdict(on: named.host) == .intercept else { throw .misdirected(named.host) }
        return .forward(head.sent(path, host: host, framing, scheme: "https"), to: .backend)
    }

    /// The one `Host` there is. HTTP/1.0 may leave it out, and then it is what the client connected to.
    private func host(of head: HTTPRequestHead, within authority: Authority) throws(ProxyAnswer) -> String {
        let hosts = head.headers["host"]
        if hosts.isEmpty, head.version == .http1_0 { return authority.host }
        guard hosts.count == 1 else { throw .badRequest("The request doesn't have one Host.") }
        return hosts[0]
    }
}
