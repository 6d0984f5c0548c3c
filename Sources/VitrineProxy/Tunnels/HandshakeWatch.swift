import NIOCore
import NIOSSL
import NIOTLS

/// Tells of clients with which there is no encrypted connection, and ends what is left of them.
final class HandshakeWatch: ChannelInboundHandler {
    typealias InboundIn = Any

    private let host: String
    private let sightings: Sightings
    private let peek: AlertPeek
    private var isOver = false

    init(host: String, sightings: Sightings, peek: AlertPeek) {
        self.host = host
        self.sightings = sightings
        self.peek = peek
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case TLSUserEvent.handshakeCompleted: isOver = true
        case is ChannelShouldQuiesceEvent where !isOver:
            isOver = true
            context.close(promise: nil)
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver else { return context.fireErrorCaught(error) }
        fail(peek.sawDistrust ? .distrust : HandshakeFailure(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.hungUp)
        context.fireChannelInactive()
    }

    private func fail(_ failure: HandshakeFailure) {
        guard !isOver else { return }
        isOver = true
        sightings.add(.failedHandshake(host: host, failure))
    }
}

extension HandshakeFailure {
    /// The alerts of ``AlertPeek``, when they come encrypted.
    private static let distrustingAlerts = [
        "ALERT_UNKNOWN_CA", "ALERT_BAD_CERTIFICATE", "ALERT_UNSUPPORTED_CERTIFICATE", "ALERT_CERTIFICATE_REVOKED",
        "ALERT_CERTIFICATE_EXPIRED", "ALERT_CERTIFICATE_UNKNOWN",
    ]

    private static let signsOfOtherProtocols = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST"]

    fileprivate init(_ error: any Error) {
        guard case NIOSSLError.handshakeFailed(.sslError(let stack)) = error else {
            self = error is ChannelError || error is IOError ? .hungUp : .other("\(error)")
            return
        }
        // The library keeps the codes to itself; their names are what it shows of them.
        let reasons = stack.map(Self.name).joined(separator: " ")
        if stack.contains(.eofDuringHandshake) {
            self = .hungUp
        } else if Self.distrustingAlerts.contains(where: reasons.contains) {
            self = .distrust
        } else if Self.signsOfOtherProtocols.contains(where: reasons.contains) {
            self = .notTLS
        } else {
            self = .other(reasons)
        }
    }

    /// Without the place in the library's own source.
    private static func name(of error: BoringSSLInternalError) -> String {
        let text = error.description
        return String(text[..<(text.firstRange(of: " at /")?.lowerBound ?? text.endIndex)])
    }
}
