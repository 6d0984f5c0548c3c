/// Which addresses may be called: those of the public Internet.
///
/// Source: the special-purpose address registries of IANA (RFC 6890 and later); for IPv6 only 2000::/3 is allocated to
/// the public, so everything outside is refused.
package enum OutboundAddressRule {
    /// The kind of address that keeps `address` from being called, as in "private"; `nil` means that it may be called.
    package static func refusal(of address: IPAddress) -> String? {
        switch address {
        case .v4(let bytes): refusedV4.first { $0.contains(bytes) }?.name
        case .v6(let bytes): refusalOfV6(bytes)
        }
    }

    /// An address that carries one of IPv4 is as good as that one.
    private static func refusalOfV6(_ bytes: [UInt8]) -> String? {
        if let range = refusedV6.first(where: { $0.contains(bytes) }) { return range.name }
        for (range, offset) in carriers where range.contains(bytes) {
            return refusal(of: .v4(Array(bytes[offset..<offset + 4]))).map { "\(range.name), \($0)" }
        }
        return global.contains(bytes) ? nil : "not public"
    }

    private static let refusedV4: [AddressRange] = [
        AddressRange("unspecified", [0], 8),
        AddressRange("private", [10], 8),
        AddressRange("carrier-grade NAT", [100, 64], 10),
        AddressRange("loopback", [127], 8),
        AddressRange("link-local", [169, 254], 16),
        AddressRange("private", [172, 16], 12),
        AddressRange("protocol assignments", [192, 0, 0], 24),
        AddressRange("documentation", [192, 0, 2], 24),
        AddressRange("6to4 relay", [192, 88, 99], 24),
        AddressRange("private", [192, 168], 16),
        AddressRange("benchmarking", [198, 18], 15),
        AddressRange("documentation", [198, 51, 100], 24),
        AddressRange("documentation", [203, 0, 113], 24),
        AddressRange("multicast", [224], 4),
        AddressRange("broadcast", [255, 255, 255, 255], 32),
        AddressRange("reserved", [240], 4),
    ]

    private static let refusedV6: [AddressRange] = [
        AddressRange("unspecified", [UInt8](repeating: 0, count: 16), 128),
        AddressRange("loopback", [UInt8](repeating: 0, count: 15) + [1], 128),
        AddressRange("Teredo", [0x20, 0x01, 0, 0], 32),
        AddressRange("protocol assignments", [0x20, 0x01, 0], 23),
        AddressRange("documentation", [0x20, 0x01, 0x0D, 0xB8], 32),
        AddressRange("documentation", [0x3F, 0xFF, 0], 20),
        AddressRange("unique local", [0xFC], 7),
        AddressRange("link-local", [0xFE, 0x80], 10),
        AddressRange("multicast", [0xFF], 8),
    ]

    /// Ranges whose addresses carry one of IPv4, and at which byte it begins.
    private static let carriers: [(AddressRange, Int)] = [
        (AddressRange("IPv4-mapped", [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF], 96), 12),
        (AddressRange("IPv4-compatible", [UInt8](repeating: 0, count: 12), 96), 12),
        (AddressRange("NAT64", [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8), 96), 12),
        (AddressRange("6to4", [0x20, 0x02], 16), 2),
    ]

    private static let global = AddressRange("public", [0x20], 3)
}
