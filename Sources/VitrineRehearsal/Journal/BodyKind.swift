import VitrineCore

/// What a body is, as far as masking and writing ask.
enum BodyKind {
    case json, form, text, binary

    /// What the bytes look like counts more than what they are called: a client may call a form JSON.
    init(_ bytes: [UInt8], type: String?) {
        let type = (type ?? "").asciiFolded
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || type.contains("json") {
            self = .json
        } else if type.contains("x-www-form-urlencoded") {
            self = .form
        } else {
            self = String(validating: bytes, as: UTF8.self) == nil ? .binary : .text
        }
    }
}
