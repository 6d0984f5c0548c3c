import Crypto
import NIOCore
import NIOPosix
import NIOSSL

/// What all connections of a proxy share, and the way out of it.
final class Switchboard: Sendable {
    let settings: ProxySettings
    let tls: NIOSSLContext
    let sightings: Sightings
    let open = OpenChannels()
    let slots: ExchangeSlots

    init(_ settings: ProxySettings, identity: ServerIdentity, sightings: Sightings) throws {
        self.settings = settings
        self.sightings = sightings
        slots = ExchangeSlots(count: settings.limits.exchanges)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [
                .certificate(try NIOSSLCertificate(bytes: Array(identity.certificatePEM.utf8), format: .pem))
            ],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.derRepresentation), format: .der))
        )
        configuration.applicationProtocols = ["h2", "http/1.1"]
        configuration.minimumTLSVersion = .tlsv12
        // For clients that keep a connection they don't look at; five seconds otherwise.
        configuration.shutdownTimeout = .seconds(1)
        tls = try NIOSSLContext(configuration: configuration)
    }

    /// A connection that reads nothing until it is told to, so that nothing is lost before it has its handlers.
    ///
    /// When it half-closes, the end of what the peer sends leaves the other direction open.
    func dial(
        _ destination: RequestRouter.Destination,
        on loop: any EventLoop,
        halfCloses: Bool = false
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(settings.limits.connectTime))
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: halfCloses)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try addRoot(to: channel)
                    open.add(channel)
                }
            }
        return switch destination {
        case .backend: bootstrap.connect(host: settings.backend.host, port: settings.backend.port)
        case .outside(let authority): settings.connect(bootstrap, authority)
        }
    }

    func addRoot(to channel: any Channel) throws {
        let idle = IdleStateHandler(allTimeout: TimeAmount(settings.limits.idleTime))
        try channel.pipeline.syncOperations.addHandlers([idle, ConnectionRoot()])
    }
}
