import Crypto
import VitrineText

/// Makes and checks the paths that artifacts are served under. Whoever has one may read the artifact until it expires.
///
/// `/api/artifacts/<digest>?expires=<seconds since 1970>&signature=<base64url>`: the signature is HMAC-SHA256 over a word
/// for this form, the digest and the end. Time goes in windows as long as the lifetime, and a link is good until the end of
/// the window after the one it was made in. So all links to an artifact that are made in a window are alike, and each
/// lives for one lifetime at least and two at most.
package struct ArtifactLinks: Sendable {
    package static let pathPrefix = "/api/artifacts/"
    package static let keyBytes = 32

    private static let form = "vitrine-artifact-link-1"
    /// Beyond any time that is meant, and far from where sums overflow.
    private static let latest = 1_000_000_000_000

    private let first: SymmetricKey
    private let others: [SymmetricKey]
    private let lifetimeSeconds: Int

    /// Keys have 32 bytes each. The first signs; all of them verify, so that links outlive the change of a key.
    ///
    /// `nil` when there is no key, one has another length, or the lifetime is less than a second or beyond all use.
    package init?(keys: [[UInt8]], lifetimeSeconds: Int) {
        guard keys.allSatisfy({ $0.count == Self.keyBytes }), let first = keys.first else { return nil }
        guard (1...Self.latest / 4).contains(lifetimeSeconds) else { return nil }
        self.first = SymmetricKey(data: first)
        others = keys.dropFirst().map { SymmetricKey(data: $0) }
        self.lifetimeSeconds = lifetimeSeconds
    }

    /// The path and query of a link made at `now`, in seconds since 1970.
    package func path(to digest: ArtifactDigest, now: Int) -> String {
        let link = ArtifactLink(digest: digest, expires: windowEnd(now: now) + lifetimeSeconds)
        let code = HMAC<SHA256>.authenticationCode(for: Self.signed(link), using: first)
        return "\(Self.pathPrefix)\(digest)?expires=\(link.expires)&signature=\(Base64URL.encode(code))"
    }

    /// When links begin to look different: until then ``path(to:now:)`` gives the same again.
    package func windowEnd(now: Int) -> Int {
        let now = min(max(0, now), Self.latest)
        return (now / lifetimeSeconds + 1) * lifetimeSeconds
    }

    /// What the path and query of a request ask for.
    ///
    /// - Throws: ``ArtifactLinkFault``, in the order of its cases.
    package func check(_ target: String, now: Int) throws(ArtifactLinkFault) -> ArtifactLink {
        guard let (link, signature) = Self.parse(target) else { throw .malformed }
        guard isOurs(link, signature) else { throw .wrongSignature }
        guard now < link.expires else { throw .expired }
        return link
    }

    /// The link that `url` is, when it points into the store at `origin` and its signature was made with one of the keys.
    /// It may have expired long ago.
    package func recognise(_ url: String, at origin: WebOrigin) -> ArtifactLink? {
        guard let url = AbsoluteURL(url), url.origin == origin, let (link, signature) = Self.parse(url.target) else {
            return nil
        }
        return isOurs(link, signature) ? link : nil
    }

    private func isOurs(_ link: ArtifactLink, _ signature: [UInt8]) -> Bool {
        let signed = Self.signed(link)
        // The comparison takes the same time wherever the codes differ.
        return ([first] + others).contains {
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: $0)
        }
    }

    private static func signed(_ link: ArtifactLink) -> [UInt8] {
        Array("\(form)\n\(link.digest)\n\(link.expires)".utf8)
    }

    /// Takes a link apart. There is one way to write each: the parameters in their order and nothing beside them.
    private static func parse(_ target: String) -> (ArtifactLink, signature: [UInt8])? {
        guard target.hasPrefix(pathPrefix) else { return nil }
        let parts = target.dropFirst(pathPrefix.count).split(separator: "?", omittingEmptySubsequences: false)
        guard parts.count == 2, let digest = ArtifactDigest(parts[0]) else { return nil }
        let parameters = parts[1].split(separator: "&", omittingEmptySubsequences: false)
        guard parameters.count == 2, parameters[0].hasPrefix("expires="), parameters[1].hasPrefix("signature=") else {
            return nil
        }
        let expires = parameters[0].dropFirst("expires=".count)
        guard let end = Int(expires), String(end) == expires, (0...2 * latest).contains(end) else { return nil }
        guard let signature = Base64URL.decode(parameters[1].dropFirst("signature=".count).utf8) else { return nil }
        return (ArtifactLink(digest: digest, expires: end), signature)
    }
}

/// A link whose signature is good.
package struct ArtifactLink: Hashable, Sendable {
    package let digest: ArtifactDigest
    /// In seconds since 1970: from then on it isn't served.
    package let expires: Int

    package init(digest: ArtifactDigest, expires: Int) {
        self.digest = digest
        self.expires = expires
    }
}

/// Why a link isn't served.
package enum ArtifactLinkFault: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed
    case wrongSignature
    case expired

    package var description: String {
        switch self {
        case .malformed: "The URL has no signature."
        case .wrongSignature: "The link's signature is wrong."
        case .expired: "The link has expired. Retrieve the offer again for a new one."
        }
    }
}
