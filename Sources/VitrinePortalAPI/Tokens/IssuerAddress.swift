import HTTPTypes
import HummingbirdCore

/// Where a client reached the built-in issuer: what discovery documents and tokens name.
package struct IssuerAddress: Sendable {
    /// The address that a setting fixes, without a trailing slash; `nil` to take it from each request.
    private let fixed: String?

    package init(fixed: String?) {
        self.fixed = fixed.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }

    /// `http://HOST` of the request, or `https` where a proxy on this very machine says that it ended TLS.
    func url(of call: Call) -> String {
        if let fixed { return fixed }
        let isLocal = call.remoteAddress == "127.0.0.1" || call.remoteAddress == "::1"
        let scheme = isLocal && call.headers[.forwardedProto] == "https" ? "https" : "http"
        return "\(scheme)://\(host(of: call))"
    }

    /// The authority alone.
    func host(of call: Call) -> String {
        if let fixed { return String(fixed.split(separator: "/").dropFirst().first ?? "") }
        let host = call.request.head.authority ?? ""
        let isPlain = host.utf8.allSatisfy { byte in
            (0x30...0x3A).contains(byte) || (0x41...0x5B).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x2E || byte == 0x5D || byte == 0x5F
        }
        return isPlain && !host.isEmpty ? host : "localhost"
    }
}
