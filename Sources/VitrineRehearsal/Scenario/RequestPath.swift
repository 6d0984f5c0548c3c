import VitrineCore

/// The path of a request, taken apart: segments, percent-decoded once, without query and without empty ones.
struct RequestPath {
    let segments: [String]

    init(_ target: String) {
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        segments = path.split(separator: UInt8(ascii: "/")).map { Self.decoded($0) }
    }

    /// The publisher of `/api/publishers/X...`.
    var publisher: String? {
        guard segments.count > 2, segments[0].asciiFolded == "api", segments[1].asciiFolded == "publishers" else {
            return nil
        }
        return segments[2]
    }

    /// The offer of `/api/publishers/X/offers/Y...`.
    var offer: String? {
        guard publisher != nil, segments.count > 4, segments[3].asciiFolded == "offers" else { return nil }
        return segments[4]
    }

    /// Whether it is an offer itself, as GET and PUT name it, and nothing below it.
    var isOffer: Bool { offer != nil && segments.count == 5 }

    /// A text without percent-encoding; what is no encoding stays.
    static func decoded(_ segment: Substring.UTF8View.SubSequence) -> String {
        guard segment.contains(UInt8(ascii: "%")) else { return String(decoding: segment, as: UTF8.self) }
        var bytes: [UInt8] = []
        var rest = segment[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            if byte == UInt8(ascii: "%"), digits.count == 2 {
                let code = UInt8(digits[0] << 4 | digits[1])
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
