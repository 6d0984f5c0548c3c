import Foundation

/// Which addresses keys may be fetched from.
enum IssuerURL {
    /// The address of an issuer's discovery document. Source: OpenID Connect Discovery 1.0, section 4.
    static func discovery(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// Whether `text` is an https URL, or an http URL of this machine, without user, password and fragment.
    static func isFetchable(_ text: String) -> Bool {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty else { return false }
        guard url.user == nil, url.password == nil, url.fragment == nil else { return false }
        switch url.scheme?.lowercased() {
        case "https": return true
        case "http": return ["127.0.0.1", "::1", "[::1]", "localhost"].contains(host.lowercased())
        default: return false
        }
    }

    /// Whether an issuer may name `text` as the place of its keys: an https issuer can't send us to plain http.
    static func isFetchable(_ text: String, namedBy issuer: String) -> Bool {
        isFetchable(text) && (isHTTPS(text) || !isHTTPS(issuer))
    }

    private static func isHTTPS(_ text: String) -> Bool { URLComponents(string: text)?.scheme?.lowercased() == "https" }
}
