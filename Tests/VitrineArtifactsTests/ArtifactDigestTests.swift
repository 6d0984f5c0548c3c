import Testing
import VitrineArtifacts

@Suite struct ArtifactDigestTests {
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `a digest is the SHA-256 in lower-case hex`() {
        #expect(ArtifactDigest(of: Array("abc".utf8)).hex == Self.abc)
        #expect(ArtifactDigest(Self.abc) == ArtifactDigest(of: Array("abc".utf8)))
        #expect(ArtifactDigest(of: Array("abc".utf8)).entityTag == "\"\(Self.abc)\"")
    }

    private static let others: [String] = [
        "",
        abc.uppercased(),
        "\(abc.dropLast())",
        "\(abc)0",
        "\(abc.dropLast())g",
        " \(abc.dropLast())",
        "\(abc.dropLast(2))é",
        "../../\(abc.dropFirst(6))",
        "\(abc.dropLast())\u{0}",
    ]

    @Test(arguments: others)
    func `what isn't 64 lower-case hex digits is no digest`(text: String) {
        #expect(ArtifactDigest(text) == nil)
    }
}
