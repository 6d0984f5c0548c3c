/// Walks the segments of a JPEG file. Source: ITU-T T.81, annex B.
struct JPEGReader {
    private let bytes: ByteReader
    private var size: PixelSize?
    private var hasScan = false

    static func outline(of bytes: ByteReader) -> ImageOutline {
        var reader = JPEGReader(bytes: bytes)
        let condition = reader.walk()
        return ImageOutline(size: reader.size, condition: condition)
    }

    private init(bytes: ByteReader) {
        self.bytes = bytes
    }

    private mutating func walk() -> ImageFacts.Condition {
        var place = 2
        while let marker = nextMarker(&place) {
            switch marker {
            case 0xD9: return hasScan ? .whole : .damaged
            case 0x01: continue
            case 0xC0...0xFE where marker != 0xD8 && !(0xD0...0xD7).contains(marker) && marker != 0xC8: break
            default: return .damaged
            }
            guard let length = bytes.big16(at: place) else { return .truncated }
            guard length >= 2 else { return .damaged }
            guard bytes.holds(length, at: place) else { return .truncated }
            guard accept(marker, at: place, length: length) else { return .damaged }
            place += length
            guard marker == 0xDA else { continue }
            let scan = place
            skipScan(&place)
            if place == scan { return place < bytes.count ? .damaged : .truncated }
        }
        return place < bytes.count ? .damaged : .truncated
    }

    /// The marker at `place`, which moves behind it. Any number of 0xFF may stand before it.
    ///
    /// - Returns: `nil` at the end, with `place` there; `nil` with `place` before it when no marker stands there.
    private func nextMarker(_ place: inout Int) -> Int? {
        guard place < bytes.count, bytes.bytes[place] == 0xFF else { return nil }
        while place < bytes.count, bytes.bytes[place] == 0xFF { place += 1 }
        guard let marker = bytes.byte(at: place) else { return nil }
        place += 1
        return marker
    }

    private mutating func accept(_ marker: Int, at place: Int, length: Int) -> Bool {
        switch marker {
        case 0xC4, 0xCC: return true
        case 0xC0...0xCF: return acceptFrame(at: place, length: length)
        case 0xDA:
            hasScan = true
            return size != nil && isScanHeader(at: place, length: length)
        default: return true
        }
    }

    /// A file has one frame, which says the size.
    private mutating func acceptFrame(at place: Int, length: Int) -> Bool {
        guard size == nil, let height = bytes.big16(at: place + 3), let width = bytes.big16(at: place + 5) else {
            return false
        }
        guard let components = bytes.byte(at: place + 7), components > 0, length == 8 + 3 * components else {
            return false
        }
        size = PixelSize(width: width, height: height)
        return true
    }

    private func isScanHeader(at place: Int, length: Int) -> Bool {
        guard let components = bytes.byte(at: place + 2) else { return false }
        return (1...4).contains(components) && length == 6 + 2 * components
    }

    /// Moves to the marker that ends the scan. In a scan, 0xFF is data before zero, and restarts don't end it.
    private func skipScan(_ place: inout Int) {
        let end = bytes.count
        bytes.bytes.withUnsafeBufferPointer { all in
            while place < end {
                guard all[place] == 0xFF else {
                    place += 1
                    continue
                }
                guard place + 1 < end else {
                    place = end
                    return
                }
                switch all[place + 1] {
                case 0x00, 0xD0...0xD7: place += 2
                case 0xFF: place += 1
                default: return
                }
            }
        }
    }
}
