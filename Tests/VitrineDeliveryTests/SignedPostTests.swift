import Crypto
import Testing
import VitrineDelivery

@Suite struct SignedPostTests {
    /// `printf '%s' '1750000000.{"event":"published"}' | openssl dgst -sha256 -hmac 'a shared secret'`
    @Test func `a signature is what openssl computes`() {
        let post = SignedPost.fixture(to: "https://a.example/")
        #expect(post.signature == "sha256=e41cc8a4fa5159428609bdeebb766475947df4e5450f595e424d7db90e5a07b1")
    }

    /// RFC 2104 by hand: a secret longer than a block is hashed first.
    @Test(arguments: [0, 1, 63, 64, 65, 200]) func `a signature is HMAC-SHA256 for secrets of any length`(length: Int) {
        let secret = (0..<length).map { UInt8($0) }
        let body: [UInt8] = [0, 255, 10, 46]
        let post = SignedPost(url: "", body: body, contentType: "", secret: secret, id: "", timestamp: 42)

        let key = length > 64 ? Array(SHA256.hash(data: secret)) : secret
        let padded = key + [UInt8](repeating: 0, count: 64 - key.count)
        let inner = SHA256.hash(data: padded.map { $0 ^ 0x36 } + Array("42.".utf8) + body)
        let outer = SHA256.hash(data: padded.map { $0 ^ 0x5C } + Array(inner))
        let digits = Array("0123456789abcdef")
        let hex = String(outer.flatMap { [digits[Int($0 / 16)], digits[Int($0 % 16)]] })
        #expect(post.signature == "sha256=" + hex)
    }

    @Test func `a post's description and dump show no secret`() {
        let post = SignedPost.fixture(to: "https://user-token.example/")
        var shown = "\(post) \(String(reflecting: post))"
        dump(post, to: &shown)
        #expect(!shown.contains("97"))
        #expect(!shown.contains("user-token"))
        #expect(shown.contains("delivery-1"))
    }
}
