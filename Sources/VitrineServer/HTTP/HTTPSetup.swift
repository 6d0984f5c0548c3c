import Hummingbird
import HummingbirdCore
import NIOCore

/// How connections are handled.
enum HTTPSetup {
    static func channel(_ settings: ServerSettings) -> HTTP1Channel.Configuration {
        let headTime = TimeAmount.seconds(Int64(settings.headerSeconds))
        let bodyTime = TimeAmount.seconds(Int64(settings.bodySeconds))
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestDeadlines(headTime: headTime, bodyTime: bodyTime)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: settings.headerBytes,
                maxHeaderListSize: settings.headerBytes,
                maxHeaderFieldCount: 200
            )
        )
    }
}
