import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore

/// Answers of the token endpoints. Source: wire contract, section 7.
enum TokenAnswers {
    static func token(_ token: IssuedToken, _ version: TokenRequest.Version) -> Response {
        let seconds = token.expiresAt.secondsSince1970 - token.notBefore.secondsSince1970
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("token_type", "Bearer")
        switch version {
        case .v1: writeV1(token, seconds, to: &writer)
        case .v2: writeV2(seconds, to: &writer)
        }
        writer.member("access_token", token.accessToken)
        writer.endObject()
        return .json(writer.bytes, headers: [.cacheControl: "no-store"])
    }

    /// Numbers are strings here, as the first version has them.
    private static func writeV1(_ token: IssuedToken, _ seconds: Int64, to writer: inout JSONWriter) {
        for (name, text) in [
            ("expires_in", String(seconds)),
            ("ext_expires_in", String(seconds)),
            ("expires_on", String(token.expiresAt.secondsSince1970)),
            ("not_before", String(token.notBefore.secondsSince1970)),
            ("resource", token.resource),
        ] {
            writer.member(name, text)
        }
    }

    private static func writeV2(_ seconds: Int64, to writer: inout JSONWriter) {
        for name in ["expires_in", "ext_expires_in"] {
            writer.member(name, seconds)
        }
    }

    static func refusal(_ refusal: TokenRefusal) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("error", refusal.code.rawValue)
        writer.member("error_description", refusal.message)
        writer.endObject()
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if let seconds = refusal.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if refusal.code == .invalidClient { headers[.wwwAuthenticate] = "Basic realm=\"vitrine\"" }
        return .json(writer.bytes, status: refusal.code.status, headers: headers)
    }
}

extension TokenRefusal.Code {
    /// No `default`: a new code doesn't compile until it has a status.
    var status: HTTPResponse.Status {
        switch self {
        case .invalidClient: .unauthorized
        case .invalidRequest, .unsupportedGrantType, .invalidResource: .badRequest
        case .temporarilyUnavailable: .tooManyRequests
        }
    }
}
