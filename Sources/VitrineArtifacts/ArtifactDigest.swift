import Crypto

/// The SHA-256 of an artifact's bytes, which names it: the same bytes have the same digest wherever they came from.
package struct ArtifactDigest: Hashable, Sendable, CustomStringConvertible {
    /// 64 hex digits, in lower case.
    package let hex: String

    /// Reads 64 hex digits; `nil` for anything else, upper case included, so that each digest has exactly one text.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isHexDigit) else { return nil }
        hex = String(text)
    }

    init(_ digest: SHA256.Digest) {
        let digits = Array("0123456789abcdef".utf8)
        hex = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The digest of `bytes`.
    package init(of bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    /// The strong entity tag that the artifact is served with, its quotes included.
    package var entityTag: String { "\"\(hex)\"" }

    package var description: String { hex }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
