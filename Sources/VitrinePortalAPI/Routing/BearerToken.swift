import HTTPTypes

/// The `Authorization` header's bearer token.
enum BearerToken {
    /// The token; `nil` when the header is absent or of another scheme. The scheme's name compares without case.
    static func text(in headers: HTTPFields) -> String? {
        guard let value = headers[.authorization] else { return nil }
        let bytes = value.utf8
        guard bytes.prefix(7).elementsEqual("bearer ".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let token = Substring(bytes.dropFirst(7).drop { $0 == 0x20 })
        return token.isEmpty ? nil : String(token)
    }
}
