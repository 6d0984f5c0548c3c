/// A 128-bit id, written as 8-4-4-4-12 hexadecimal digits; read in any case, written in lower case.
package struct GUID: Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A random GUID (version 4) drawn from `generator`.
    package static func random(using generator: inout some RandomNumberGenerator) -> GUID {
        GUID(
            high: (generator.next() & ~0xF000) | 0x4000,
            low: (generator.next() & ~(0xC0 << 56)) | (0x80 << 56)
        )
    }

    /// A random GUID from the system's generator.
    package static func random() -> GUID {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// The GUID that `text` spells, or `nil` when it isn't 36 characters of the form 8-4-4-4-12.
    package init?(_ text: String) {
        var text = text
        guard let guid = text.withUTF8(Self.parse) else { return nil }
        self = guid
    }

    // Not generic over texts: each read of an offer comes by here.
    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> GUID? {
        guard bytes.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<36 {
            let byte = bytes[index]
            if isDash(index) {
                guard byte == 0x2D else { return nil }
                continue
            }
            guard let digit = digit(byte) else { return nil }
            high = high << 4 | low >> 60
            low = low << 4 | digit
        }
        return GUID(high: high, low: low)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for nibble in 0..<32 {
                if Self.isDash(position) {
                    buffer[position] = 0x2D
                    position += 1
                }
                let word = nibble < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: word >> (60 - 4 * UInt64(nibble & 15))) & 15
                buffer[position] = digit < 10 ? 0x30 + digit : 0x57 + digit
                position += 1
            }
            return position
        }
    }

    private static func isDash(_ position: Int) -> Bool {
        position == 8 || position == 13 || position == 18 || position == 23
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x57)
        case 0x41...0x46: UInt64(byte - 0x37)
        default: nil
        }
    }
}
