import VitrineText

/// Base64 in the usual alphabet with padding (RFC 4648, section 4), as HAR has it.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let text = Base64URL.encode(bytes).replacing("-", with: "+").replacing("_", with: "/")
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }

    /// `nil` when it is none; padding may be missing.
    static func decode(_ text: String) -> [UInt8]? {
        let plain = text.replacing("+", with: "-").replacing("/", with: "_")
        return Base64URL.decode(Array(plain.utf8.prefix { $0 != UInt8(ascii: "=") }))
    }
}
