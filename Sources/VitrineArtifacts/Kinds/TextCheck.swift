/// Whether bytes are UTF-8 without NUL, told while they pass by.
struct TextCheck: Sendable {
    /// Whether nothing spoke against it yet.
    private(set) var mayBeText = true
    /// Continuation bytes that the character in progress still needs.
    private var pending = 0
    /// What the next continuation byte may be: it is narrower after some first bytes (Unicode, table 3-7).
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether the bytes so far are text as they stand.
    var isText: Bool { mayBeText && pending == 0 }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        guard mayBeText else { return }
        for byte in bytes where !accept(byte) {
            mayBeText = false
            return
        }
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard pending == 0 else {
            defer { allowed = 0x80...0xBF }
            pending -= 1
            return allowed.contains(byte)
        }
        return begin(byte)
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x01...0x7F: break
        case 0xC2...0xDF: expect(1)
        case 0xE0: expect(2, first: 0xA0...0xBF)
        case 0xED: expect(2, first: 0x80...0x9F)
        case 0xE1...0xEF: expect(2)
        case 0xF0: expect(3, first: 0x90...0xBF)
        case 0xF1...0xF3: expect(3)
        case 0xF4: expect(3, first: 0x80...0x8F)
        default: return false
        }
        return true
    }

    private mutating func expect(_ count: Int, first: ClosedRange<UInt8> = 0x80...0xBF) {
        pending = count
        allowed = first
    }
}
