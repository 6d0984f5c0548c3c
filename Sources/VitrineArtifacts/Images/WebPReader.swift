/// Walks the chunks of a WebP file. Source: RFC 9649, section 2; RFC 6386, section 9.1, for lossy frames.
struct WebPReader {
    private let bytes: ByteReader
    /// Where the RIFF chunk says that it ends.
    private let end: Int

    static func outline(of bytes: ByteReader) -> ImageOutline {
        guard let length = bytes.little32(at: 4) else { return ImageOutline(condition: .truncated) }
        let reader = WebPReader(bytes: bytes, end: 8 + length)
        return ImageOutline(size: reader.size, condition: reader.condition)
    }

    private var size: PixelSize? { bytes.has("VP8X", at: 12) ? canvas : frameSize(at: 12) }

    private var condition: ImageFacts.Condition {
        guard end >= 20, end % 2 == 0 else { return .damaged }
        let extended = bytes.has("VP8X", at: 12)
        var place = 12
        var hasFrame = false
        while place < end {
            guard let length = bytes.little32(at: place + 4) else { return bytes.count < end ? .truncated : .damaged }
            let next = place + 8 + length + length % 2
            guard next <= end else { return .damaged }
            guard let isFrame = acceptedFrame(at: place, length) else {
                return bytes.count < next ? .truncated : .damaged
            }
            hasFrame = hasFrame || isFrame
            if !extended && !isFrame && place == 12 { return .damaged }
            place = next
        }
        guard bytes.count >= end else { return .truncated }
        return hasFrame ? .whole : .damaged
    }

    /// Whether the chunk is a picture; `nil` for one that isn't as it should be.
    private func acceptedFrame(at place: Int, _ length: Int) -> Bool? {
        if bytes.has("VP8X", at: place) { return place == 12 && length == 10 ? false : nil }
        if bytes.has("ANMF", at: place) { return acceptsAnimated(at: place, length) ? true : nil }
        guard isPicture(at: place) else { return false }
        guard let size = frameSize(at: place), fits(at: place, length) else { return nil }
        return size == self.size ? true : nil
    }

    /// A frame of an animation lies within the canvas and holds a picture of its own size.
    private func acceptsAnimated(at place: Int, _ length: Int) -> Bool {
        guard length >= 24, let canvas,
            let left = bytes.little24(at: place + 8), let top = bytes.little24(at: place + 11),
            let width = bytes.little24(at: place + 14), let height = bytes.little24(at: place + 17)
        else { return false }
        guard 2 * left + width + 1 <= canvas.width, 2 * top + height + 1 <= canvas.height else { return false }
        guard let picture = picturePlace(from: place + 24, to: place + 8 + length) else { return false }
        return frameSize(at: picture) == PixelSize(width: width + 1, height: height + 1)
    }

    /// Where the picture of an animation's frame lies: its transparency may come first.
    private func picturePlace(from start: Int, to end: Int) -> Int? {
        guard bytes.has("ALPH", at: start), let length = bytes.little32(at: start + 4) else {
            return isPicture(at: start) ? start : nil
        }
        let next = start + 8 + length + length % 2
        return next < end && isPicture(at: next) ? next : nil
    }

    private func isPicture(at place: Int) -> Bool { bytes.has("VP8 ", at: place) || bytes.has("VP8L", at: place) }

    private var canvas: PixelSize? {
        guard let width = bytes.little24(at: 24), let height = bytes.little24(at: 27) else { return nil }
        return PixelSize(width: width + 1, height: height + 1)
    }

    private func frameSize(at place: Int) -> PixelSize? {
        bytes.has("VP8L", at: place) ? losslessSize(at: place + 8) : lossySize(at: place)
    }

    private func lossySize(at place: Int) -> PixelSize? {
        guard bytes.has("VP8 ", at: place), let tag = bytes.little24(at: place + 8), tag & 1 == 0,
            bytes.little24(at: place + 11) == 0x2A_01_9D,
            let width = bytes.little16(at: place + 14), let height = bytes.little16(at: place + 16)
        else { return nil }
        return PixelSize(width: width & 0x3FFF, height: height & 0x3FFF)
    }

    private func losslessSize(at place: Int) -> PixelSize? {
        guard bytes.byte(at: place) == 0x2F, let fields = bytes.little32(at: place + 1), fields >> 29 == 0 else {
            return nil
        }
        return PixelSize(width: fields & 0x3FFF + 1, height: fields >> 14 & 0x3FFF + 1)
    }

    /// Whether the first part of a lossy picture lies within its chunk.
    private func fits(at place: Int, _ length: Int) -> Bool {
        guard bytes.has("VP8 ", at: place), let tag = bytes.little24(at: place + 8) else { return length > 5 }
        return length >= 10 + tag >> 5
    }
}
