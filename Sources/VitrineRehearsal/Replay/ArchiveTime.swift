import VitrineCore

/// Times as archives have them: ISO 8601 with any fraction, and `Z` or an offset.
enum ArchiveTime {
    /// `nil` when it is none.
    static func timestamp(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count > 19, bytes.count < 64 else { return nil }
        let fraction = fraction(bytes)
        let zone = String(decoding: bytes[(19 + fraction.count)...], as: UTF8.self)
        let seconds = String(decoding: bytes[..<19] + fraction.prefix(8), as: UTF8.self)
        guard fraction.count != 1, let time = Timestamp(wire: seconds + "Z"), let offset = offset(zone) else {
            return nil
        }
        return time.advanced(bySeconds: -offset)
    }

    /// The point and the digits behind it.
    private static func fraction(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard bytes[19] == UInt8(ascii: ".") else { return [] }
        let digits = bytes[20...].prefix { (0x30...0x39).contains($0) }
        return bytes[19..<20 + digits.count]
    }

    /// Seconds east of Greenwich.
    private static func offset(_ zone: String) -> Int64? {
        if zone == "Z" { return 0 }
        let digits = zone.utf8.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard zone.utf8.count == 6 || zone.utf8.count == 5, digits.count == 4,
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let numbers = digits.map { Int64($0 - 0x30) }
        let seconds = ((numbers[0] * 10 + numbers[1]) * 60 + numbers[2] * 10 + numbers[3]) * 60
        switch zone.first {
        case "+": return seconds
        case "-": return -seconds
        default: return nil
        }
    }
}
