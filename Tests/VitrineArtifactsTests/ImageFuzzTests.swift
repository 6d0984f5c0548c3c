import Testing
import VitrineArtifacts
import VitrineTestKit

/// No bytes can make a reader crash, and none make it answer anything but a fault or sane facts.
@Suite struct ImageFuzzTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a thousand damaged images are borne`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let images = try Fixture.images.map { try $0.bytes() }
        for _ in 0..<1_000 {
            let image = try #require(images.randomElement(using: &generator))
            check(image.mutated(using: &generator))
        }
    }

    @Test(arguments: Fixture.images)
    func `every single byte of an image may be anything`(fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        for place in bytes.indices {
            for value in [0, 1, 0x7F, 0x80, 0xD9, 0xFF] as [UInt8] { check(bytes.replacing(at: place, with: [value])) }
        }
    }

    /// Limits as large as they can be, so that nothing is refused early.
    private func check(_ bytes: [UInt8]) {
        _ = ContentKind(of: bytes)
        guard let facts = try? ImageFacts.read(bytes, limits: ImageLimits(side: .max, pixels: .max)) else { return }
        #expect(facts.size.width > 0 && facts.size.height > 0 && facts.kind.isImage)
    }
}

extension [UInt8] {
    /// One to eight changes: bytes set, cut out, doubled, or the end cut off.
    fileprivate func mutated(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let end = Swift.min(bytes.count, place + Int.random(in: 1...64, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            case 2: bytes.removeSubrange(place...)
            case 3: bytes[place] = 0xFF
            default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
        }
        return bytes
    }
}
