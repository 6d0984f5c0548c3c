import NIOHTTP1

/// How much of everything the proxy takes.
package struct ProxyLimits: Sendable, Hashable {
    /// Connections of clients at once. More of them wait to be accepted.
    package var connections = 512
    /// Requests at the backend at once, each over a connection of its own. More of them wait for their turn.
    package var exchanges = 256
    /// Requests at once in one HTTP/2 connection.
    package var streams = 100
    /// One field of a head, name and value; also its target. More is answered with 431.
    package var fieldBytes = 16 << 10
    /// All fields of a head. More is answered with 431, and over HTTP/2 ends the connection; there the first heads, sent
    /// before the client has our settings, have 16 KiB.
    package var headBytes = 64 << 10
    /// A connection on which no byte moves for so long is closed, whatever it waits for.
    package var idleTime = Duration.seconds(300)
    /// For connecting to the backend and to hosts outside.
    package var connectTime = Duration.seconds(10)
    /// What is in flight may take this long once the proxy is to end.
    package var closingTime = Duration.seconds(5)

    package init() {}

    var decoding: NIOHTTPDecoderLimitConfiguration {
        var configuration = NIOHTTPDecoderLimitConfiguration()
        configuration.maxHeaderFieldSize = fieldBytes
        configuration.maxHeaderListSize = headBytes
        return configuration
    }
}
