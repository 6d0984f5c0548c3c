import Crypto
import Foundation

/// A POST that its receiver can verify.
///
/// The signature is HMAC-SHA256 with the shared secret over the timestamp, a full stop and the body, in hex. The
/// receiver recomputes it, and refuses old timestamps.
package struct SignedPost: Sendable {
    /// As the publisher or operator gave it; ``OutboundClient`` decides whether it may be called.
    package let url: String
    package let body: [UInt8]
    package let contentType: String
    /// Shared with the receiver, never sent.
    package let secret: [UInt8]
    /// Names the delivery: the same for each attempt, so that a receiver can tell repetitions.
    package let id: String
    /// The time of this attempt, in seconds since 1970.
    package let timestamp: Int64

    package init(url: String, body: [UInt8], contentType: String, secret: [UInt8], id: String, timestamp: Int64) {
        self.url = url
        self.body = body
        self.contentType = contentType
        self.secret = secret
        self.id = id
        self.timestamp = timestamp
    }

    /// `sha256=` and 64 hex digits.
    package var signature: String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: secret))
        code.update(data: Data("\(timestamp).".utf8))
        code.update(data: body)
        return "sha256=" + code.finalize().map { byte in Self.hex(byte >> 4) + Self.hex(byte & 15) }.joined()
    }

    private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16) }

    /// The headers that carry the post's name, time and signature, and say what the body is.
    ///
    /// - Throws: A permanent failure when the content type or the id can't be a header's value.
    func headers() throws(DeliveryFailure) -> [Header] {
        guard Header.isValue(contentType) else { throw .permanent("The content type can't be sent as a header.") }
        guard Header.isValue(id) else { throw .permanent("The delivery id can't be sent as a header.") }
        return [
            Header(name: "content-type", value: contentType),
            Header(name: "user-agent", value: "vitrine"),
            Header(name: "x-vitrine-delivery", value: id),
            Header(name: "x-vitrine-timestamp", value: String(timestamp)),
            Header(name: "x-vitrine-signature", value: signature),
        ]
    }
}

extension SignedPost: CustomStringConvertible, CustomReflectable {
    /// Without the secret and the body.
    package var description: String { "SignedPost(\(id))" }

    /// So that `dump` doesn't show the secret either.
    package var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
