/// Writes zip archives byte by byte, so that a test can write one that is wrong.
package struct ZipWriter {
    package struct Entry {
        package var name: [UInt8]
        package var bytes: [UInt8]

        /// Bit 0: encrypted.
        package var flags: UInt16 = 0

        /// 0: stored, which is all that is done here; anything else is only claimed.
        package var method: UInt16 = 0

        /// What the headers claim instead of the truth.
        package var claimedSize: UInt32?
        package var claimedCRC: UInt32?
        package var localName: [UInt8]?

        /// Put before the file in its own header only, as Excel does.
        package var localExtra: [UInt8] = []

        package init(_ name: String, _ bytes: [UInt8]) {
            self.name = Array(name.utf8)
            self.bytes = bytes
        }

        package init(_ name: String, _ text: String) {
            self.init(name, Array(text.utf8))
        }
    }

    package var entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }

    package func bytes() -> [UInt8] {
        var archive: [UInt8] = [], directory: [UInt8] = []
        for entry in entries {
            let offset = UInt32(archive.count)
            archive += [0x50, 0x4B, 0x03, 0x04] + entry.header(name: entry.localName ?? entry.name)
            archive += (entry.localName ?? entry.name) + entry.localExtra + entry.bytes
            directory += [0x50, 0x4B, 0x01, 0x02] + little(UInt16(20)) + entry.header(name: entry.name, extra: [])
            directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0))
            directory += little(offset) + entry.name
        }
        let end =
            little(UInt16(0)) + little(UInt16(0)) + little(UInt16(entries.count)) + little(UInt16(entries.count))
            + little(UInt32(directory.count)) + little(UInt32(archive.count)) + little(UInt16(0))
        return archive + directory + [0x50, 0x4B, 0x05, 0x06] + end
    }
}

extension ZipWriter.Entry {
    /// What both headers have in common.
    fileprivate func header(name: [UInt8], extra: [UInt8]? = nil) -> [UInt8] {
        let extra = extra ?? localExtra
        let start = little(UInt16(20)) + little(flags) + little(method) + little(UInt16(0)) + little(UInt16(0x21))
        let sizes = little(UInt32(bytes.count)) + little(claimedSize ?? UInt32(bytes.count))
        return start + little(claimedCRC ?? crc32(bytes)) + sizes + little(UInt16(name.count))
            + little(UInt16(extra.count))
    }
}

private func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

private let crcTable: [UInt32] = (0..<256 as Range<UInt32>).map { byte in
    (0..<8).reduce(byte) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
}

func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes { crc = crc >> 8 ^ crcTable[Int((crc ^ UInt32(byte)) & 0xFF)] }
    return ~crc
}
