import HTTPTypes

/// The `Authorization` header's bearer token.
enum BearerToken {
    /// The token; `nil` when the header is absent or of another scheme. The scheme's name compares without case.
    static func text(in headers: HTTPFields) -> String? {
        guard let value = headers[.authorization] else { return nil }
        let scheme = value.prefix(7)
        guard scheme.lowercased() == "bearer " else { return nil }
        let token = value.dropFirst(7).drop { $0 == " " }
        return token.isEmpty ? nil : String(token)
    }
}
