import Crypto
import Foundation
import Testing
import VitrineArtifacts

@Suite struct ArtifactLinksTests {
    private static let day = 86_400
    private static let noon = 20_000 * day + day / 2
    private static let old = [UInt8](repeating: 1, count: 32)
    private static let new = [UInt8](repeating: 2, count: 32)

    private let digest = ArtifactDigest(of: Array("logo".utf8))

    private func links(_ keys: [UInt8]...) throws -> ArtifactLinks {
        try #require(ArtifactLinks(keys: keys, lifetimeSeconds: Self.day))
    }

    @Test func `a link carries the HMAC of its form, digest and end`() throws {
        let end = 20_002 * Self.day
        let message = "vitrine-artifact-link-1\n\(digest)\n\(end)"
        let code = HMAC<SHA256>.authenticationCode(for: Data(message.utf8), using: SymmetricKey(data: Self.old))
        let text = Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
        let path = try links(Self.old).path(to: digest, now: Self.noon)
        #expect(path == "/api/artifacts/\(digest)?expires=\(end)&signature=\(text)")
    }

    @Test func `links of one window are alike, and the next window's are not`() throws {
        let links = try links(Self.old)
        let start = 20_000 * Self.day
        let end = links.windowEnd(now: start)
        #expect(end == start + Self.day)
        #expect(links.windowEnd(now: end - 1) == end)
        #expect(links.path(to: digest, now: start) == links.path(to: digest, now: end - 1))
        #expect(links.path(to: digest, now: end - 1) != links.path(to: digest, now: end))
    }

    @Test(arguments: [0, 1, day / 2, day - 1])
    func `a link is good for one lifetime at least and two at most`(offset: Int) throws {
        let links = try links(Self.old)
        let now = 20_000 * Self.day + offset
        let path = links.path(to: digest, now: now)
        let expires = try links.check(path, now: now + Self.day).expires
        #expect(expires <= now + 2 * Self.day)
        #expect(try links.check(path, now: expires - 1).digest == digest)
        #expect(throws: ArtifactLinkFault.expired) { try links.check(path, now: expires) }
    }

    @Test func `links outlive the change of the key, until the old one is taken away`() throws {
        let path = try links(Self.old).path(to: digest, now: Self.noon)
        #expect(try links(Self.new, Self.old).check(path, now: Self.noon).digest == digest)
        #expect(throws: ArtifactLinkFault.wrongSignature) { try links(Self.new).check(path, now: Self.noon) }
        #expect(
            try links(Self.new, Self.old).path(to: digest, now: Self.noon)
                == links(Self.new).path(to: digest, now: Self.noon)
        )
    }

    @Test func `no character of a link can be changed, left out or added`() throws {
        let links = try links(Self.old)
        let path = links.path(to: digest, now: Self.noon)
        for place in path.indices {
            for other in ["0", "A", "b", "_", "&", "%30", "", String(path[place]) + "0"]
            where other != String(path[place]) {
                let changed = path[..<place] + other + path[path.index(after: place)...]
                #expect(throws: ArtifactLinkFault.self) { try links.check(String(changed), now: Self.noon) }
            }
        }
        #expect(throws: ArtifactLinkFault.malformed) { try links.check(path + "&x=1", now: Self.noon) }
    }

    @Test func `a link that is signed for another digest or end is refused`() throws {
        let links = try links(Self.old)
        let path = links.path(to: digest, now: Self.noon)
        let later = path.replacing("expires=\(20_002 * Self.day)", with: "expires=\(20_003 * Self.day)")
        let other = path.replacing(digest.hex, with: ArtifactDigest(of: []).hex)
        for changed in [later, other] {
            #expect(changed != path)
            #expect(throws: ArtifactLinkFault.wrongSignature) { try links.check(changed, now: Self.noon) }
        }
    }

    @Test(arguments: [[], [[1, 2, 3]], [old, []], [old + [0]]] as [[[UInt8]]])
    func `keys have 32 bytes, and there is one`(keys: [[UInt8]]) {
        #expect(ArtifactLinks(keys: keys, lifetimeSeconds: Self.day) == nil)
    }

    @Test(arguments: [0, -1, Int.max])
    func `a lifetime has an end`(lifetime: Int) {
        #expect(ArtifactLinks(keys: [Self.old], lifetimeSeconds: lifetime) == nil)
    }

    @Test(arguments: [Int.min, -1, 0, Int.max])
    func `no time breaks it`(now: Int) throws {
        let links = try links(Self.old)
        #expect(
            links.recognise("http://a" + links.path(to: digest, now: now), at: try #require(WebOrigin("http://a")))
                != nil
        )
    }
}
