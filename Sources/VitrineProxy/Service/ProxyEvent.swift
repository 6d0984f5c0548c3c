/// Something that the person who runs the client should know. Its description is a sentence for them.
package enum ProxyEvent: Sendable, Hashable, CustomStringConvertible {
    /// A host that is neither intercepted nor allowed was asked for.
    case refused(Authority)
    /// A client and the proxy didn't come to an encrypted connection.
    case failedHandshake(host: String, HandshakeFailure)

    package var description: String {
        switch self {
        case .refused(let authority):
            authority.host.contains(":")
                ? "The client asked for \(authority), which was refused: hosts are allowed by name."
                : "The client asked for \(authority), which was refused. If it may be called, use --allow \(authority.host)."
        case .failedHandshake(let host, let failure):
            "No encrypted connection for \(host): \(failure)"
        }
    }
}

/// Why there was no encrypted connection.
package enum HandshakeFailure: Sendable, Hashable, CustomStringConvertible {
    /// The client said that it doesn't trust the certificate.
    case distrust
    /// The client went away midway, which is how some say that they don't trust the certificate.
    case hungUp
    /// What the client sent was something else than TLS.
    case notTLS
    /// What the library says.
    case other(String)

    package var description: String {
        switch self {
        case .distrust:
            "the client doesn't trust the proxy's certificate authority. Give it the authority's file in the way it takes it."
        case .hungUp:
            "the client hung up midway, as some do that don't trust the proxy's certificate authority."
        case .notTLS:
            "the client sent something else than TLS."
        case .other(let reason):
            reason
        }
    }
}
