import Foundation
import NIOCore

/// Where a caller is, as far as guessing is concerned: an IPv4 address, or the 64 bits of an IPv6 address that name its
/// network, since whoever has one address there has them all.
struct RemoteNetwork: Hashable, Sendable {
    private let text: String

    /// Anything that isn't an address stands for itself.
    init(_ address: String) {
        guard case .v6(let parsed) = try? SocketAddress(ipAddress: address, port: 0) else {
            text = address
            return
        }
        let bytes = withUnsafeBytes(of: parsed.address.sin6_addr) { Array($0) }
        let isMappedIPv4 = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF }
        text =
            isMappedIPv4
            ? bytes.suffix(4).map(String.init).joined(separator: ".")
            : bytes.prefix(8).map(String.init).joined(separator: ":")
    }
}
