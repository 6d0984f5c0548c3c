/// The URLs under which a server shows its artifacts, and by which it knows its own again.
package struct ArtifactAddresses: Sendable {
    private let links: @Sendable () -> ArtifactLinks?
    private let origin: @Sendable () -> WebOrigin?

    /// Both are asked each time: keys are changed while a server runs, and it may learn only then where clients reach it.
    /// Without either there are no URLs.
    package init(
        links: @escaping @Sendable () -> ArtifactLinks?,
        origin: @escaping @Sendable () -> WebOrigin?
    ) {
        self.links = links
        self.origin = origin
    }

    /// A server's own URLs as of `now`, in seconds since 1970; `nil` where it has none.
    package func shown(at now: Int) -> ShownArtifacts? {
        guard let links = links(), let origin = origin() else { return nil }
        return ShownArtifacts(links: links, origin: origin, now: now)
    }

    /// What the path and query of a request ask for.
    ///
    /// - Throws: ``ArtifactLinkFault``.
    package func check(_ target: String, now: Int) throws(ArtifactLinkFault) -> ArtifactLink {
        guard let links = links() else { throw .wrongSignature }
        return try links.check(target, now: now)
    }

    /// The digest that a URL of this server's own leads to, also when the URL has expired; `nil` for every other URL.
    package func digest(of url: String) -> ArtifactDigest? {
        guard let links = links(), let origin = origin() else { return nil }
        return links.recognise(url, at: origin)?.digest
    }
}

/// The URLs of one moment.
package struct ShownArtifacts: Sendable {
    let links: ArtifactLinks
    let origin: WebOrigin
    let now: Int

    /// The URL of what has this digest, of 64 hex digits; `nil` for any other text.
    package func url(ofHex digest: String) -> String? {
        ArtifactDigest(digest).map { origin.text + links.path(to: $0, now: now) }
    }

    /// Until when these URLs are what they are, in seconds since 1970. They are served for a good while longer.
    package var until: Int { links.windowEnd(now: now) }
}
