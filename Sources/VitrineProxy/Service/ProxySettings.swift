package import NIOCore
package import NIOPosix

/// What a proxy does for whom.
package struct ProxySettings: Sendable {
    /// Connects to a host outside with the bootstrap it is given, and changes nothing of the bootstrap.
    package typealias Connect = @Sendable (ClientBootstrap, Authority) -> EventLoopFuture<any Channel>

    /// On 127.0.0.1; 0 is any that is free.
    package var port = 0
    /// Hosts that are answered by the backend.
    package var intercepted: HostNames
    /// Hosts that may be called as if there were no proxy.
    package var allowed: HostNames = []
    /// The server, which speaks plain HTTP/1.1.
    package var backend: Authority
    package var limits = ProxyLimits()
    package var connect: Connect = { bootstrap, authority in
        bootstrap.connect(host: authority.host, port: authority.port)
    }

    package init(intercepted: HostNames, backend: Authority) {
        self.intercepted = intercepted
        self.backend = backend
    }

    var policy: HostPolicy { HostPolicy(intercepted: intercepted, allowed: allowed) }
}
