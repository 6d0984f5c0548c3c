import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import VitrinePortalAPI

/// HTTP/1 as the framework has it, with ``LastRequests`` behind its decoder.
struct PortalConnection: ServerChildChannel {
    private let base: HTTP1Channel

    init(_ settings: ServerSettings, log: RequestLog, responder: @escaping HTTPChannelHandler.Responder) {
        let headTime = TimeAmount.seconds(Int64(settings.headerSeconds))
        let bodyTime = TimeAmount.seconds(Int64(settings.bodySeconds))
        base = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [RequestDeadlines(headTime: headTime, bodyTime: bodyTime, log: log)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: settings.headerBytes,
                    maxHeaderListSize: settings.headerBytes,
                    maxHeaderFieldCount: 200
                )
            )
        )
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(LastRequests(), position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
