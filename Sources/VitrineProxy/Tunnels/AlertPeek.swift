import NIOCore

/// Stands before the encryption, and sees the alert that a client sends in the clear when it gives up.
///
/// Many clients send it so even where the other side already expects it encrypted, and then the library has no word of it.
final class AlertPeek: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// The alerts with which clients refuse a certificate: bad, unsupported, revoked, expired, unknown, and one whose
    /// authority is unknown. Source: RFC 8446, section 6.2.
    private static let distrusting: Set<UInt8> = [42, 43, 44, 45, 46, 48]

    private var last: [UInt8] = []

    /// Whether the last that came was such an alert: a record of kind 21 and two bytes, of which the second says why.
    var sawDistrust: Bool {
        guard last.count == 7, last[0] == 21, last[1] == 3, last[3] == 0, last[4] == 2 else { return false }
        return Self.distrusting.contains(last[6])
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        last = Array((last + bytes.suffix(7)).suffix(7))
        context.fireChannelRead(data)
    }
}
