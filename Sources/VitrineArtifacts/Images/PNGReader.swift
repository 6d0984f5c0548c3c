/// Walks the chunks of a PNG file. Source: Portable Network Graphics (third edition), sections 5 and 11.
struct PNGReader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let largestNumber = 0x7FFF_FFFF

    private let bytes: ByteReader
    private var hasPalette = false
    private var data = DataChunks.none

    private enum DataChunks { case none, running, over }

    static func outline(of bytes: ByteReader) -> ImageOutline {
        var reader = PNGReader(bytes: bytes)
        return ImageOutline(size: reader.size, condition: reader.condition())
    }

    private init(bytes: ByteReader) {
        self.bytes = bytes
    }

    private var size: PixelSize? {
        guard bytes.has("IHDR", at: 12), let width = bytes.big32(at: 16), let height = bytes.big32(at: 20) else {
            return nil
        }
        return width <= Self.largestNumber && height <= Self.largestNumber
            ? PixelSize(width: width, height: height) : nil
    }

    private mutating func condition() -> ImageFacts.Condition {
        var place = Self.signature.count
        while let length = bytes.big32(at: place) {
            guard length <= Self.largestNumber else { return .damaged }
            guard let sum = bytes.big32(at: place + 8 + length) else { return .truncated }
            guard Checksum32.of(bytes.bytes[place + 4..<place + 8 + length]) == sum else { return .damaged }
            if bytes.has("IEND", at: place + 4) { return isComplete(endLength: length) ? .whole : .damaged }
            guard accept(at: place, length: length) else { return .damaged }
            place += 12 + length
        }
        return .truncated
    }

    private func isComplete(endLength: Int) -> Bool { data != .none && endLength == 0 }

    /// Whether the chunk may stand where it does.
    private mutating func accept(at place: Int, length: Int) -> Bool {
        if place == Self.signature.count { return bytes.has("IHDR", at: place + 4) && length == 13 && hasGoodHeader }
        if bytes.has("IHDR", at: place + 4) { return false }
        if bytes.has("IDAT", at: place + 4) { return acceptData() }
        if data == .running { data = .over }
        guard bytes.has("PLTE", at: place + 4) else { return true }
        defer { hasPalette = true }
        return data == .none && !hasPalette && length % 3 == 0 && (3...768).contains(length)
    }

    /// The data chunks follow one another, after the palette where pixels are numbers of one.
    private mutating func acceptData() -> Bool {
        guard data != .over, hasPalette || bytes.byte(at: 25) != 3 else { return false }
        data = .running
        return true
    }

    private var hasGoodHeader: Bool {
        guard let depth = bytes.byte(at: 24), let color = bytes.byte(at: 25) else { return false }
        let depths: [Int: [Int]] = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
        guard depths[color]?.contains(depth) == true, bytes.byte(at: 26) == 0, bytes.byte(at: 27) == 0 else {
            return false
        }
        return (bytes.byte(at: 28) ?? 2) < 2
    }
}
