/// The host of a URL: a name in lower case, or an address in the usual notation.
package enum OutboundHost: Sendable, Hashable {
    case name(String)
    case address(IPAddress)

    /// Letters, digits, hyphens, underscores and full stops; no full stop at the end.
    ///
    /// A last label that begins with a digit makes it an address in the eyes of many, and then it must be a plain one:
    /// `2130706433`, `127.1` and `0x7f.1` are refused. Source: WHATWG URL, "ends in a number".
    package init(_ text: String) throws(DeliveryFailure) {
        if text.hasPrefix("["), text.hasSuffix("]") {
            guard case .v6(let bytes) = IPAddress(String(text.dropFirst().dropLast())) else {
                throw .permanent("The URL's host is not an IPv6 address.")
            }
            self = .address(.v6(bytes))
            return
        }
        let labels = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, labels.allSatisfy(Self.isLabel), let first = labels.last?.utf8.first else {
            throw .permanent("The URL's host is not a name; one with other than ASCII letters must be in Punycode.")
        }
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            guard case .v4(let bytes) = IPAddress(text) else {
                throw .permanent("The URL's host is an address in an odd notation.")
            }
            self = .address(.v4(bytes))
        } else {
            self = .name(text.lowercased())
        }
    }

    /// As it stands in a URL.
    package var inURL: String {
        switch self {
        case .name(let name): name
        case .address(.v4(let bytes)): IPAddress.v4(bytes).description
        case .address(.v6(let bytes)): "[\(IPAddress.v6(bytes))]"
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.utf8.allSatisfy { Self.labelBytes.contains($0) }
    }

    private static let labelBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
