import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import VitrinePortalAPI

/// HTTP/1 as the framework has it, with handlers of ours behind its decoder. A request passes, in this order,
/// ``LastRequests``, ``QuickAnswers``, ``Continuations`` and ``RequestDeadlines``; then it is the framework's. Without
/// remembered reads nothing is answered quickly.
struct PortalConnection: ServerChildChannel {
    private let base: HTTP1Channel
    private let headTime: TimeAmount
    private let bodyTime: TimeAmount
    private let reads: RememberedReads?
    private let date: DateField
    private let log: RequestLog

    init(
        _ settings: ServerSettings,
        reads: RememberedReads?,
        date: DateField,
        log: RequestLog,
        responder: @escaping HTTPChannelHandler.Responder
    ) {
        headTime = .seconds(Int64(settings.headerSeconds))
        bodyTime = .seconds(Int64(settings.bodySeconds))
        self.reads = reads
        self.date = date
        self.log = log
        base = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
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
            let quick: [any ChannelHandler] = reads.map { [QuickAnswers(reads: $0, date: date)] } ?? []
            let deadlines = RequestDeadlines(headTime: headTime, bodyTime: bodyTime, log: log)
            let handlers: [any ChannelHandler] = [LastRequests()] + quick + [Continuations(), deadlines]
            try pipeline.addHandlers(handlers, position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
