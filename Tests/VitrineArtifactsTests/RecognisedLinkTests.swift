import Testing
import VitrineArtifacts

/// A URL that already points into the store is kept; every other is somebody else's.
@Suite struct RecognisedLinkTests {
    private static let links = ArtifactLinks(keys: [[UInt8](repeating: 7, count: 32)], lifetimeSeconds: 3_600)
    private static let digest = ArtifactDigest(of: Array("logo".utf8))

    private func isRecognised(_ before: String, origin: String, after: String = "") throws -> Bool {
        let links = try #require(Self.links)
        let path = links.path(to: Self.digest, now: 1_000_000)
        let link = links.recognise(before + path + after, at: try #require(WebOrigin(origin)))
        if let link { #expect(link == ArtifactLink(digest: Self.digest, expires: 1_004_400)) }
        return link != nil
    }

    @Test(arguments: [
        ("https://vitrine.example", "https://vitrine.example"),
        ("HTTPS://Vitrine.Example", "https://vitrine.example"),
        ("https://vitrine.example:443", "https://vitrine.example"),
        ("https://vitrine.example:", "https://vitrine.example"),
        ("https://vitrine.example", "https://vitrine.example:443/"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://[::1]", "http://[::1]:80"),
    ])
    func `a link to the server itself is recognised, however old`(url: String, origin: String) throws {
        #expect(try isRecognised(url, origin: origin))
        #expect(try isRecognised(url, origin: origin, after: "#top"))
    }

    @Test(arguments: [
        ("https://vitrine.example", "http://vitrine.example"),
        ("https://vitrine.example:8443", "https://vitrine.example"),
        ("https://vitrine.example.evil.example", "https://vitrine.example"),
        ("https://vitrine.example@evil.example", "https://vitrine.example"),
        ("https://evil.example@vitrine.example", "https://vitrine.example"),
        ("https://vitrine.example:443:443", "https://vitrine.example"),
        ("https://vitrine.example:99999", "https://vitrine.example"),
        ("https://vitrine.example/x", "https://vitrine.example"),
        ("https://vitrine.example#", "https://vitrine.example"),
        ("ftp://vitrine.example", "https://vitrine.example"),
        ("", "https://vitrine.example"),
        ("//vitrine.example", "https://vitrine.example"),
        (" https://vitrine.example", "https://vitrine.example"),
    ])
    func `a link to another place is not`(url: String, origin: String) throws {
        #expect(try !isRecognised(url, origin: origin))
    }

    @Test func `a link with somebody else's signature is not`() throws {
        let others = try #require(ArtifactLinks(keys: [[UInt8](repeating: 8, count: 32)], lifetimeSeconds: 3_600))
        let url = "https://vitrine.example" + others.path(to: Self.digest, now: 1_000_000)
        let origin = try #require(WebOrigin("https://vitrine.example"))
        #expect(Self.links?.recognise(url, at: origin) == nil)
        #expect(others.recognise(url, at: origin) != nil)
    }

    @Test(arguments: [
        "vitrine.example", "https://", "https:///", "https://a/b", "https://a?b", "ws://a", "https://a:b",
    ])
    func `what is no origin is none`(text: String) {
        #expect(WebOrigin(text) == nil)
    }
}
