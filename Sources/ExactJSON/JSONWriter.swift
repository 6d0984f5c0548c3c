/// Writes compact JSON, putting the commas itself.
///
/// The caller keeps the grammar: a name before each value in an object and nowhere else, each end after its begin, one
/// value at the root. That is *not* checked.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    /// Whether a value or container has just ended, so that what follows in the same container needs a comma.
    private var needsComma = false

    package init(reservingCapacity capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }

    package mutating func endObject() { end(UInt8(ascii: "}")) }

    package mutating func beginArray() { begin(UInt8(ascii: "[")) }

    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes a member's name; its value comes next.
    package mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        startValue()
        bytes.appendQuoted(text)
    }

    package mutating func integer(_ number: Int64) {
        startValue()
        bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func bool(_ isTrue: Bool) {
        startValue()
        bytes.append(contentsOf: (isTrue ? "true" : "false").utf8)
    }

    package mutating func null() {
        startValue()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a valid JSON text as it is, as one value. It is *not* checked.
    package mutating func raw(_ text: [UInt8]) {
        startValue()
        bytes.append(contentsOf: text)
    }

    /// Writes a valid JSON text as it is, as one value. It is *not* checked.
    package mutating func raw(_ text: ArraySlice<UInt8>) {
        startValue()
        bytes.append(contentsOf: text)
    }

    private mutating func startValue() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        startValue()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }
}

extension JSONWriter {
    /// Writes a member with a string.
    package mutating func member(_ name: String, _ text: String) {
        self.name(name)
        string(text)
    }

    /// Writes a member with a whole number.
    package mutating func member(_ name: String, _ number: Int64) {
        self.name(name)
        integer(number)
    }

    /// Writes a member with `true` or `false`.
    package mutating func member(_ name: String, _ isTrue: Bool) {
        self.name(name)
        bool(isTrue)
    }
}

extension [UInt8] {
    /// Appends `text` as a JSON string, escaping only what RFC 8259 asks for: `"`, `\` and U+0000 to U+001F.
    fileprivate mutating func appendQuoted(_ text: String) {
        append(UInt8(ascii: "\""))
        if text.utf8.contains(where: \.needsEscape) {
            for byte in text.utf8 { appendEscapingIfNeeded(byte) }
        } else {
            append(contentsOf: text.utf8)
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscapingIfNeeded(_ byte: UInt8) {
        guard byte.needsEscape else {
            append(byte)
            return
        }
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x0C: append(UInt8(ascii: "f"))
        case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
        case ..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            append(contentsOf: "u00".utf8)
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        default: append(byte)
        }
    }
}

extension UInt8 {
    fileprivate var needsEscape: Bool {
        self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }
}
