/// Kinds that say what they are in their first bytes.
enum Signature {
    /// `nil` when `head` begins like none of them.
    static func kind(of head: [UInt8]) -> ContentKind? {
        if let kind = fixed.first(where: { head.starts(with: $0.bytes) })?.kind { return kind }
        if isWebP(head) { return .webp }
        if isBMP(head) { return .bmp }
        return ZipHead.kind(of: head)
    }

    private static let fixed: [(bytes: [UInt8], kind: ContentKind)] = [
        (PNGReader.signature, .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        (Array("%PDF-".utf8), .pdf),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
    ]

    private static func isWebP(_ head: [UInt8]) -> Bool {
        head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8)
    }

    /// Two letters are too little to tell by: text begins so too. The header's length must be one of those in use.
    private static func isBMP(_ head: [UInt8]) -> Bool {
        guard head.starts(with: "BM".utf8), let length = ByteReader(head).little32(at: 14) else { return false }
        return BMPReader.headerLengths.contains(length)
    }
}
