import Glibc
package import NIOCore
import NIOPosix

/// A proxy on 127.0.0.1 that answers for certain hosts out of a server of ours.
///
/// A client is told of it with `HTTPS_PROXY` and trusts its ``CertificateAuthority``. What it asks of an intercepted host,
/// over HTTP/1.1 or HTTP/2, goes to the backend with the `Host` it named; allowed hosts are tunnelled to unread; others are
/// refused.
package struct InterceptingProxy: Sendable {
    /// Where it listens, on 127.0.0.1.
    package let port: Int
    private let sightings: Sightings

    /// What was told to the observer, and how often it happened since.
    package var events: [ProxyEvent: Int] { sightings.all }

    /// Runs a proxy for as long as `body` takes.
    ///
    /// It takes connections when `body` begins. When `body` is over, in whatever way, it takes no more, gives the requests
    /// in flight the ``ProxyLimits/closingTime``, and returns when every connection is closed.
    ///
    /// The observer is called once for each event that is new, on the event loop where it happens, so it must not block.
    /// Connections live in the group, which is left running. Throws what `body` does, and when the port can't be had.
    package static func with<Value: Sendable>(
        _ settings: ProxySettings,
        authority: CertificateAuthority,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        observer: @escaping @Sendable (ProxyEvent) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (InterceptingProxy) async throws -> Value
    ) async throws -> Value {
        let sightings = Sightings(tell: observer)
        let identity = try authority.identity(for: settings.intercepted)
        let switchboard = try Switchboard(settings, identity: identity, sightings: sightings)
        let server: any Channel
        do {
            server = try await listen(switchboard, group)
        } catch let error as IOError {
            throw PortUnavailable(port: settings.port, reason: String(cString: strerror(error.errnoCode)))
        }
        let result: Result<Value, any Error>
        do {
            result = .success(
                try await body(InterceptingProxy(port: server.localAddress?.port ?? 0, sightings: sightings))
            )
        } catch {
            result = .failure(error)
        }
        // It may be closed already, by an error of the system; all that counts is that it is.
        try? await server.close().get()
        await switchboard.open.drain(within: TimeAmount(settings.limits.closingTime), on: server.eventLoop)
        return try result.get()
    }

    private static func listen(
        _ switchboard: Switchboard,
        _ group: any EventLoopGroup
    ) async throws -> any Channel {
        try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // One at a time, or the gate would let more in than it counted.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let gate = AcceptGate(limit: switchboard.settings.limits.connections, all: switchboard.open)
                    try channel.pipeline.syncOperations.addHandler(gate)
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try switchboard.begin(channel, port: channel.localAddress?.port ?? 0)
                }
            }
            .bind(host: "127.0.0.1", port: switchboard.settings.port).get()
    }
}

/// A proxy can't listen on a port of 127.0.0.1.
package struct PortUnavailable: Error, Sendable, CustomStringConvertible {
    let port: Int
    let reason: String

    package var description: String { "Nothing can listen on 127.0.0.1:\(port): \(reason). Give another --port." }
}
