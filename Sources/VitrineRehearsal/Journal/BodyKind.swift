import VitrineCore

/// What a body is, as far as masking and writing ask.
enum BodyKind {
    case json, form, parts, text, binary

    /// What the bytes look like counts more than what they are called: a client may call a form JSON.
    init(_ bytes: [UInt8], type: String?) {
        let type = (type ?? "").asciiFolded
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let first = bytes.dropFirst(isMarked ? 3 : 0).first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || type.contains("json") {
            self = .json
        } else if type.hasPrefix("multipart/") {
            self = .parts
        } else if type.contains("x-www-form-urlencoded") || Self.looksLikeForm(bytes) {
            self = .form
        } else {
            self = String(validating: bytes, as: UTF8.self) == nil ? .binary : .text
        }
    }

    /// One line with an equals sign and without white space is read as a form, whatever it is called.
    private static func looksLikeForm(_ bytes: [UInt8]) -> Bool {
        bytes.contains(UInt8(ascii: "=")) && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") }
    }
}
