import Testing
import VitrineArtifacts

@Suite struct ImageFactsTests {
    static let limits = ImageLimits(side: 10_000, pixels: 50_000_000)

    @Test(arguments: Fixture.images)
    func `an image says its size and is whole`(fixture: Fixture) throws {
        let facts = try ImageFacts.read(fixture.bytes(), limits: Self.limits)
        #expect(facts == ImageFacts(kind: fixture.kind, size: fixture.size, condition: .whole))
    }

    @Test(arguments: Fixture.images)
    func `what is cut anywhere is truncated, and no size is made up`(fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        for length in 0..<bytes.count {
            let facts = try? ImageFacts.read(Array(bytes.prefix(length)), limits: Self.limits)
            guard let facts else { continue }
            #expect(facts == ImageFacts(kind: fixture.kind, size: fixture.size, condition: .truncated), "\(length)")
        }
        // Frames are said at the beginning: half of a file is enough to know them.
        #expect(throws: Never.self) {
            try ImageFacts.read(Array(bytes.prefix(bytes.count * 9 / 10)), limits: Self.limits)
        }
    }

    @Test(arguments: Fixture.images)
    func `bytes after the end don't count`(fixture: Fixture) throws {
        let facts = try ImageFacts.read(fixture.bytes() + [0, 0, 0xFF, 0xD8, 1], limits: Self.limits)
        #expect(facts.condition == .whole)
    }

    @Test(arguments: Fixture.images)
    func `what is larger than allowed is refused`(fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        let pixels = fixture.size.width * fixture.size.height
        let fault = ImageFault.tooManyPixels(fixture.kind, fixture.size)
        #expect(throws: fault) {
            try ImageFacts.read(bytes, limits: ImageLimits(side: fixture.size.width - 1, pixels: pixels))
        }
        #expect(throws: fault) {
            try ImageFacts.read(bytes, limits: ImageLimits(side: fixture.size.width, pixels: pixels - 1))
        }
        #expect(throws: Never.self) {
            try ImageFacts.read(bytes, limits: ImageLimits(side: fixture.size.width, pixels: pixels))
        }
    }

    @Test func `what isn't an image is none`() {
        for bytes in [[], Array("%PDF-1.7".utf8), Array("<svg/>".utf8), [0xFF, 0xD8]] as [[UInt8]] {
            #expect(throws: ImageFault.notAnImage) { try ImageFacts.read(bytes, limits: Self.limits) }
        }
    }

    @Test(arguments: [
        ("rgb-37x23.png", ContentKind.png, 16, 4), ("still-37x23.gif", .gif, 6, 2), ("lossy-37x23.webp", .webp, 26, 2),
        ("rgb-13x7.bmp", .bmp, 18, 4),
    ])
    func `a width of nothing is no size`(name: String, kind: ContentKind, place: Int, length: Int) throws {
        let bytes = try Fixture.bytes(name).replacing(at: place, with: [UInt8](repeating: 0, count: length))
        #expect(throws: ImageFault.noSize(kind)) { try ImageFacts.read(bytes, limits: Self.limits) }
    }
}
