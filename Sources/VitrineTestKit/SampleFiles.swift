/// Files as publishers hand them in.
package enum SampleFiles {
    /// A white picture.
    package static func png(_ width: Int, _ height: Int) -> [UInt8] {
        let row = [UInt8(0)] + [UInt8](repeating: 0xFF, count: (width + 7) / 8)
        let pixels = [[UInt8]](repeating: row, count: height).flatMap { $0 }
        let header = width.big32 + height.big32 + [1, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("IDAT", stored(pixels)) + chunk("IEND", [])
    }

    /// A fixed disk of one MiB, or the footer of one with another cookie.
    package static func disk(cookie: String = "conectix") -> [UInt8] {
        let size = 1 << 20
        var footer = Array(cookie.utf8) + [UInt8](repeating: 0, count: 504)
        footer.replaceSubrange(44..<48, with: size.big32)
        footer.replaceSubrange(52..<56, with: size.big32)
        footer.replaceSubrange(60..<64, with: 2.big32)
        let sum = footer.reduce(0) { $0 + Int($1) }
        footer.replaceSubrange(64..<68, with: (~sum & 0xFFFF_FFFF).big32)
        return [UInt8](repeating: 0, count: size) + footer
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return content.count.big32 + named + Int(crc32(named)).big32
    }

    /// A zlib stream that compresses nothing.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
            let block = bytes[start..<min(bytes.count, start + 0xFFFF)]
            let low = UInt8(block.count & 0xFF), high = UInt8(block.count >> 8)
            stream += [start + 0xFFFF >= bytes.count ? 1 : 0, low, high, ~low, ~high] + block
        }
        var first = 1, second = 0
        for byte in bytes {
            first = (first + Int(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return stream + (second << 16 | first).big32
    }
}

extension Int {
    fileprivate var big32: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}
