import Foundation
import Testing
import VitrineArtifacts

/// A file that `Fixtures/make.py` made with other people's programs.
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: ContentKind
    let size: PixelSize

    private init(_ name: String, _ kind: ContentKind, _ width: Int, _ height: Int) {
        self.name = name
        self.kind = kind
        size = PixelSize(width: width, height: height)
    }

    var testDescription: String { name }

    func bytes() throws -> [UInt8] { try Self.bytes(name) }

    static func bytes(_ name: String) throws -> [UInt8] {
        let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return try Array(Data(contentsOf: directory.appending(path: name)))
    }

    static let images: [Fixture] = [
        Fixture("rgb-37x23.png", .png, 37, 23),
        Fixture("palette-37x23.png", .png, 37, 23),
        Fixture("gray16-5x3.png", .png, 5, 3),
        Fixture("baseline-37x23.jpg", .jpeg, 37, 23),
        Fixture("progressive-37x23.jpg", .jpeg, 37, 23),
        Fixture("gray-restarts-64x48.jpg", .jpeg, 64, 48),
        Fixture("exif-37x23.jpg", .jpeg, 37, 23),
        Fixture("still-37x23.gif", .gif, 37, 23),
        Fixture("animated-20x10.gif", .gif, 20, 10),
        Fixture("lossy-37x23.webp", .webp, 37, 23),
        Fixture("lossless-37x23.webp", .webp, 37, 23),
        Fixture("alpha-37x23.webp", .webp, 37, 23),
        Fixture("animated-20x10.webp", .webp, 20, 10),
        Fixture("animated-alpha-20x10.webp", .webp, 20, 10),
        Fixture("rgb-13x7.bmp", .bmp, 13, 7),
        Fixture("one-bit-13x7.bmp", .bmp, 13, 7),
    ]
}

extension [UInt8] {
    /// These bytes with `other` written over them at `place`.
    func replacing(at place: Int, with other: [UInt8]) -> [UInt8] {
        var bytes = self
        bytes.replaceSubrange(place..<place + other.count, with: other)
        return bytes
    }

    /// These bytes with the first `old` become `new`.
    func replacing(_ old: [UInt8], with new: [UInt8]) -> [UInt8] {
        guard let range = firstRange(of: old) else { return self }
        return Array(self[..<range.lowerBound]) + new + self[range.upperBound...]
    }
}
