/// Walks the blocks of a GIF file. Source: Graphics Interchange Format, version 89a.
struct GIFReader {
    private let bytes: ByteReader
    private var place = 13
    private var hasImage = false
    private var largestFrame: PixelSize?

    static func outline(of bytes: ByteReader) -> ImageOutline {
        guard let width = bytes.little16(at: 6), let height = bytes.little16(at: 8) else {
            return ImageOutline(condition: .truncated)
        }
        var reader = GIFReader(bytes: bytes)
        let condition = reader.walk()
        return ImageOutline(
            size: PixelSize(width: width, height: height),
            largestFrame: reader.largestFrame,
            condition: condition
        )
    }

    private init(bytes: ByteReader) {
        self.bytes = bytes
    }

    private mutating func walk() -> ImageFacts.Condition {
        guard let flags = bytes.byte(at: 10) else { return .truncated }
        place += Self.tableLength(flags)
        while let block = bytes.byte(at: place) {
            switch block {
            case 0x3B: return hasImage ? .whole : .damaged
            case 0x2C: guard skipImage() else { return .truncated }
            case 0x21: guard skipBlocks(from: place + 2) else { return .truncated }
            default: return .damaged
            }
        }
        return .truncated
    }

    /// - Returns: Whether it ends before the bytes do.
    private mutating func skipImage() -> Bool {
        guard let width = bytes.little16(at: place + 5), let height = bytes.little16(at: place + 7),
            let flags = bytes.byte(at: place + 9)
        else { return false }
        hasImage = true
        grow(to: PixelSize(width: width, height: height))
        return skipBlocks(from: place + 10 + Self.tableLength(flags) + 1)
    }

    private mutating func grow(to frame: PixelSize) {
        let before = largestFrame ?? frame
        largestFrame = PixelSize(width: max(before.width, frame.width), height: max(before.height, frame.height))
    }

    private mutating func skipBlocks(from start: Int) -> Bool {
        place = start
        while let length = bytes.byte(at: place) {
            place += 1 + length
            if length == 0 { return true }
        }
        return false
    }

    private static func tableLength(_ flags: Int) -> Int { flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1) }
}
