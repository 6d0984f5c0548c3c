import Testing
import VitrineArtifacts

/// What contradicts its format is damaged, though all of it is there.
@Suite struct ImageDamageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let change: @Sendable ([UInt8]) -> [UInt8]

        init(_ description: String, _ file: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) {
            testDescription = description
            self.file = file
            self.change = change
        }
    }

    private static let end: [UInt8] = [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]

    private static let rows: [Row] = [
        Row("PNG: a bit of the data is turned", "rgb-37x23.png") { $0.replacing(at: 60, with: [$0[60] ^ 1]) },
        Row("PNG: the header's checksum is wrong", "rgb-37x23.png") { $0.replacing(at: 32, with: [$0[32] ^ 1]) },
        Row("PNG: a length beyond what is allowed", "rgb-37x23.png") { $0.replacing(at: 33, with: [0x80]) },
        Row("PNG: no data", "rgb-37x23.png") { Array($0.prefix(33)) + end },
        Row("PNG: a second header", "rgb-37x23.png") { Array($0.prefix(33)) + $0[8...] },
        Row("PNG: a palette is missing", "palette-37x23.png") { bytes in
            guard let data = bytes.firstRange(of: Array("IDAT".utf8)) else { return bytes }
            return Array(bytes.prefix(33)) + bytes[(data.lowerBound - 4)...]
        },
        Row("PNG: data in two places", "rgb-37x23.png") { bytes in
            let other: [UInt8] = [0, 0, 0, 0] + Array("teXt".utf8) + [0x17, 0xC5, 0xDF, 0x92]
            let data = Array(bytes[33..<bytes.count - 12])
            return Array(bytes.prefix(33)) + data + other + data + end
        },
        Row("JPEG: an end before any scan", "baseline-37x23.jpg") {
            $0.replacing([0xFF, 0xDA], with: [0xFF, 0xD9, 0xFF, 0xDA])
        },
        Row("JPEG: a length that is too short", "baseline-37x23.jpg") {
            $0.replacing([0xFF, 0xDA, 0], with: [0xFF, 0xFE, 0, 1, 0xFF, 0xDA, 0])
        },
        Row("JPEG: a byte between segments", "baseline-37x23.jpg") {
            $0.replacing([0xFF, 0xC4], with: [0, 0xFF, 0xC4])
        },
        Row("JPEG: a second start", "baseline-37x23.jpg") {
            $0.replacing([0xFF, 0xC4], with: [0xFF, 0xD8, 0xFF, 0xC4])
        },
        Row("JPEG: a scan without data", "baseline-37x23.jpg") { bytes in
            guard let scan = bytes.firstRange(of: [0xFF, 0xDA]) else { return bytes }
            return Array(bytes[..<(scan.lowerBound + 14)]) + [0xFF, 0xD9]
        },
        Row("JPEG: two frames", "baseline-37x23.jpg") { bytes in
            guard let frame = bytes.firstRange(of: [0xFF, 0xC0]) else { return bytes }
            let end = frame.lowerBound + 19
            return Array(bytes[..<end]) + bytes[frame.lowerBound...]
        },
        Row("GIF: a block of no kind", "still-37x23.gif") { $0.replacing(at: $0.count - 1, with: [0x3A]) },
        Row("GIF: no image", "still-37x23.gif") { Array($0.prefix(10)) + [0, 0, 0, 0x3B] },
        Row("WebP: a chunk longer than the file says", "lossy-37x23.webp") { $0.replacing(at: 18, with: [1]) },
        Row("WebP: a first part longer than its chunk", "lossy-37x23.webp") { $0.replacing(at: 22, with: [0xFF]) },
        Row("WebP: an odd length", "lossy-37x23.webp") { $0.replacing(at: 4, with: [$0[4] - 1]) },
        Row("WebP: a canvas that isn't its picture's", "alpha-37x23.webp") { $0.replacing(at: 24, with: [90]) },
        Row("WebP: a frame beside its canvas", "animated-20x10.webp") {
            $0.replacing(
                Array("ANMF".utf8) + [$0.frameLength, 0, 0, 0, 0],
                with: Array("ANMF".utf8) + [$0.frameLength, 0, 0, 0, 1]
            )
        },
        Row("WebP: no picture", "alpha-37x23.webp") { $0.replacing(Array("VP8 ".utf8), with: Array("VP9 ".utf8)) },
        Row("BMP: two planes", "rgb-13x7.bmp") { $0.replacing(at: 26, with: [2]) },
        Row("BMP: a depth of no kind", "rgb-13x7.bmp") { $0.replacing(at: 28, with: [23]) },
        Row("BMP: pixels within the header", "rgb-13x7.bmp") { $0.replacing(at: 10, with: [20]) },
        Row("BMP: another format inside", "rgb-13x7.bmp") { $0.replacing(at: 30, with: [4]) },
    ]

    @Test(arguments: rows)
    func `what contradicts its format is damaged`(row: Row) throws {
        let before = try Fixture.bytes(row.file)
        let after = row.change(before)
        try #require(after != before)
        #expect(try ImageFacts.read(after, limits: ImageFactsTests.limits).condition == .damaged)
    }

    @Test func `a frame that is larger than its image counts`() throws {
        let bytes = try Fixture.bytes("still-37x23.gif")
        let place = try #require(bytes.firstRange(of: [0x2C, 0, 0, 0, 0, 37, 0])).lowerBound
        #expect(throws: ImageFault.tooManyPixels(.gif, PixelSize(width: 37, height: 23))) {
            try ImageFacts.read(bytes.replacing(at: place + 5, with: [0, 0xFF]), limits: ImageFactsTests.limits)
        }
    }

    @Test func `an image that is larger than its frames counts`() throws {
        let bytes = try Fixture.bytes("still-37x23.gif").replacing(at: 6, with: [0, 0xFF])
        #expect(throws: ImageFault.tooManyPixels(.gif, PixelSize(width: 0xFF00, height: 23))) {
            try ImageFacts.read(bytes, limits: ImageFactsTests.limits)
        }
    }

    @Test func `a bitmap that says it is enormous is refused, whatever the limits`() throws {
        let bytes = try Fixture.bytes("rgb-13x7.bmp").replacing(at: 18, with: [255, 255, 255, 127, 0, 0, 0, 128])
        #expect(throws: ImageFault.self) { try ImageFacts.read(bytes, limits: ImageFactsTests.limits) }
        let facts = try ImageFacts.read(bytes, limits: ImageLimits(side: .max, pixels: .max))
        #expect(facts.condition == .truncated)
    }

    @Test func `a bitmap may stand upside down`() throws {
        let bytes = try Fixture.bytes("rgb-13x7.bmp").replacing(at: 22, with: [0xF9, 0xFF, 0xFF, 0xFF])
        let facts = try ImageFacts.read(bytes, limits: ImageFactsTests.limits)
        #expect(facts == ImageFacts(kind: .bmp, size: PixelSize(width: 13, height: 7), condition: .whole))
    }
}

extension [UInt8] {
    /// The low byte of the length of a WebP file's first animated frame.
    fileprivate var frameLength: UInt8 {
        firstRange(of: Array("ANMF".utf8)).map { self[$0.upperBound] } ?? 0
    }
}
