import HTTPTypes
package import HummingbirdCore

/// The `Authorization` header's bearer token.
enum BearerToken {
    /// The token; `nil` when the header is absent or of another scheme. The scheme's name compares without case.
    static func text(in headers: HTTPFields) -> String? { text(in: headers[.authorization]) }

    /// The token in the header's value.
    static func text(in value: String?) -> String? {
        guard let value else { return nil }
        let bytes = value.utf8
        guard bytes.prefix(7).elementsEqual("bearer ".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let token = Substring(bytes.dropFirst(7).drop { $0 == 0x20 })
        return token.isEmpty ? nil : String(token)
    }
}

extension Request {
    /// The bearer token that the request brings; `nil` when it brings none.
    package var bearerToken: String? { BearerToken.text(in: headers) }
}
