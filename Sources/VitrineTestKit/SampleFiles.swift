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

    /// A zip archive of files that aren't compressed.
    package static func zip(_ files: [(name: String, text: String)]) -> [UInt8] {
        var archive: [UInt8] = [], directory: [UInt8] = []
        for file in files {
            let name = Array(file.name.utf8), content = Array(file.text.utf8)
            let sizes = crc(content).little32 + content.count.little32 + content.count.little32
            let common: [UInt8] =
                [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x28] + sizes + name.count.little32.prefix(2) + [0, 0]
            directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10)
            directory += archive.count.little32 + name
            archive += [0x50, 0x4B, 3, 4] + common + name + content
        }
        let counts = files.count.little32.prefix(2) + files.count.little32.prefix(2)
        let end = [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + counts + directory.count.little32 + archive.count.little32 + [0, 0]
        return archive + directory + end
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return content.count.big32 + named + crc(named).big32
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

    private static func crc(_ bytes: [UInt8]) -> Int {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return Int(~value)
    }
}

extension Int {
    fileprivate var big32: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
    }

    fileprivate var little32: [UInt8] { big32.reversed() }
}
