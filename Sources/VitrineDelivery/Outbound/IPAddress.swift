#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An address of the Internet Protocol, without scope.
package enum IPAddress: Hashable, Sendable {
    /// Four bytes, most significant first.
    case v4([UInt8])
    /// Sixteen bytes, most significant first.
    case v6([UInt8])

    /// - Parameter text: Four decimal numbers with full stops, without leading zeros, or a colon notation of IPv6.
    package init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(four)
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            self = .v6(sixteen)
        } else {
            return nil
        }
    }

    static func v4(_ address: in_addr) -> Self { .v4(withUnsafeBytes(of: address) { Array($0) }) }

    static func v6(_ address: in6_addr) -> Self { .v6(withUnsafeBytes(of: address) { Array($0) }) }

    var bytes: [UInt8] {
        switch self {
        case .v4(let bytes), .v6(let bytes): bytes
        }
    }
}

extension IPAddress: CustomStringConvertible {
    /// The usual notation; IPv6 in eight groups that leave nothing out.
    package var description: String {
        switch self {
        case .v4(let bytes): bytes.map { String($0) }.joined(separator: ".")
        case .v6(let bytes):
            stride(from: 0, to: 16, by: 2)
                .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
                .joined(separator: ":")
        }
    }
}
