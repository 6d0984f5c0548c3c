/// An http or https URL in the only shape that is called: ASCII, no user, no fragment, a host that can't be misread.
///
/// Stricter than the standards, so that nobody who reads it after us (the client, a proxy) can see another host in it.
package struct OutboundURL: Sendable, Hashable {
    package enum Scheme: String, Sendable {
        case http, https
    }

    package let scheme: Scheme
    package let host: OutboundHost
    package let port: Int
    /// The path and the query. Begins with a slash.
    package let target: String

    private static let maximumLength = 2048

    /// - Throws: A permanent failure that says what is wrong, without showing the URL.
    package init(_ text: String) throws(DeliveryFailure) {
        guard text.utf8.count <= Self.maximumLength, Self.isPlain(text) else {
            throw .permanent("The URL is too long or holds characters that a URL can't.")
        }
        guard let colon = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<colon.lowerBound].lowercased())
        else { throw .permanent("The URL is neither https nor http.") }
        guard !text.contains("#") else { throw .permanent("The URL has a fragment.") }
        let rest = text[colon.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .permanent("The URL has user information.") }
        let (host, port) = try Self.split(authority)
        self.scheme = scheme
        self.host = try OutboundHost(host)
        self.port = port ?? (scheme == .https ? 443 : 80)
        target = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
    }

    /// Written anew from its parts.
    package var text: String { "\(scheme.rawValue)://\(host.inURL):\(port)\(target)" }

    /// The host and the port behind its colon, if there is one. Brackets stay at an IPv6 host.
    private static func split(_ authority: Substring) throws(DeliveryFailure) -> (host: String, port: Int?) {
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[bracket...].firstIndex(of: ":") else { return (String(authority), nil) }
        let digits = authority[authority.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits), (1...65535).contains(port)
        else { throw .permanent("The URL's port isn't a number from 1 to 65535.") }
        return (String(authority[..<colon]), port)
    }

    /// Whether all characters may stand in a URL, and each `%` before two hex digits.
    ///
    /// Source: RFC 3986, section 2.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.allSatisfy { index in
            guard bytes[index] == UInt8(ascii: "%") else { return allowed.contains(bytes[index]) }
            return bytes.count > index + 2 && isHexDigit(bytes[index + 1]) && isHexDigit(bytes[index + 2])
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    private static let allowed = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=".utf8
    )
}
