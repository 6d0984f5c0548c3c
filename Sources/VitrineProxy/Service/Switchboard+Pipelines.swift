import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOSSL
import NIOTLS

extension Switchboard {
    /// A client has connected to the proxy's port.
    func begin(_ channel: any Channel, port: Int) throws {
        try addRoot(to: channel)
        try addHTTP1(to: channel, .open(port: port))
        // The others were told before this one could be.
        if open.isEnding { throw ChannelError.alreadyClosed }
    }

    /// The handlers that take the encrypted connection of a client that believes to be connected to this host.
    func interception(of authority: Authority) -> [any ChannelHandler] {
        let peek = AlertPeek()
        return [
            peek, NIOSSLServerHandler(context: tls),
            HandshakeWatch(host: authority.host, sightings: sightings, peek: peek),
            ApplicationProtocolNegotiationHandler { [self] result, channel in
                channel.eventLoop.makeCompletedFuture {
                    if result == .negotiated("h2") {
                        try addHTTP2(to: channel, .intercepted(authority))
                    } else {
                        try addHTTP1(to: channel, .intercepted(authority))
                    }
                }
            },
        ]
    }

    private func addHTTP1(to channel: any Channel, _ place: RequestRouter.Place) throws {
        // What ends where is decided by our own rules, which know of HEAD; the encoder only writes it down.
        var encoding = HTTPResponseEncoder.Configuration()
        encoding.automaticallySetFramingHeaders = false
        let decoder = HTTPRequestDecoder(
            leftOverBytesStrategy: .forwardBytes,
            limitConfiguration: settings.limits.decoding
        )
        try channel.pipeline.syncOperations.addHandlers([
            HTTPResponseEncoder(configuration: encoding),
            ByteToMessageHandler(decoder),
            HTTPServerPipelineHandler(),
            forwarder(at: place),
        ])
    }

    private func addHTTP2(to channel: any Channel, _ place: RequestRouter.Place) throws {
        // Streams end by themselves; without them half a connection is none.
        try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: false)
        let manager = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: channel.eventLoop,
            configuration: .init(maxIdleTime: nil, maxAge: nil, maxGraceTime: nil, keepalive: nil)
        )
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: settings.limits.streams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: settings.limits.headBytes),
        ]
        let pipeline = channel.pipeline.syncOperations
        _ = try pipeline.configureHTTP2Pipeline(
            mode: .server,
            connectionConfiguration: connection,
            streamConfiguration: .init(),
            streamDelegate: manager.http2StreamDelegate
        ) { [self] stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandlers([
                    StreamFraming(), HTTP2FramePayloadToHTTP1ServerCodec(), forwarder(at: place),
                ])
            }
        }
        try pipeline.addHandlers([manager, BrokenConnections()])
    }

    private func forwarder(at place: RequestRouter.Place) -> RequestForwarder {
        RequestForwarder(
            router: RequestRouter(place: place, policy: settings.policy, limits: settings.limits),
            switchboard: self
        )
    }
}
