import ExactJSON
import VitrineCore

extension FaultAnswer {
    /// An answer of the wire's own shape: `{"error":{"code","message"}}`, and a top-level `Message` with a 401.
    ///
    /// Source: wire contract, section 1, "errors".
    package static func wire(
        status: Int,
        code: String?,
        message: String?,
        headers: [HeaderField] = []
    ) -> FaultAnswer {
        let message = message ?? "The rehearsal's scenario answers this request with \(status)."
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("error")
        writer.beginObject()
        writer.member("code", code ?? usualCode(of: status))
        writer.member("message", message)
        writer.endObject()
        if status == 401 { writer.member("Message", message) }
        writer.endObject()
        return FaultAnswer(
            status: status,
            headers: headers.withType("application/json; charset=utf-8"),
            body: writer.bytes
        )
    }

    /// An answer with exactly this body.
    package static func literal(status: Int, body: [UInt8], isJSON: Bool, headers: [HeaderField] = []) -> FaultAnswer {
        let type = isJSON ? "application/json; charset=utf-8" : "text/plain; charset=utf-8"
        return FaultAnswer(status: status, headers: body.isEmpty ? headers : headers.withType(type), body: body)
    }

    /// A 429 that says when to come back.
    package static func throttle(retryAfter: ScenarioDuration) -> FaultAnswer {
        let seconds = retryAfter.seconds
        return wire(
            status: 429,
            code: nil,
            message: "Too many requests. Try again in \(seconds) second\(seconds == 1 ? "" : "s").",
            headers: [HeaderField("Retry-After", String(seconds))]
        )
    }

    /// What a token gets that is no longer good. Source: RFC 6750, section 3.
    package static let expiredToken = wire(
        status: 401,
        code: nil,
        message: "The token has expired.",
        headers: [
            HeaderField(
                "WWW-Authenticate",
                #"Bearer error="invalid_token", error_description="The token has expired.""#
            )
        ]
    )

    private static func usualCode(of status: Int) -> String {
        let code: Refusal.Code =
            switch status {
            case 400: .badRequest
            case 401: .unauthorized
            case 403: .forbidden
            case 404: .pathNotFound
            case 405: .methodNotAllowed
            case 408: .requestTimeout
            case 409: .operationInProgress
            case 412: .preconditionFailed
            case 413: .bodyTooLarge
            case 415: .unsupportedMediaType
            case 422: .validationFailed
            case 429: .tooManyRequests
            case 503: .storeUnavailable
            default: status < 500 ? .badRequest : .internalError
            }
        return code.rawValue
    }
}

extension [HeaderField] {
    /// These, and a `Content-Type` unless they have one.
    fileprivate func withType(_ type: String) -> [HeaderField] {
        let hasType = contains { $0.name.asciiFolded == "content-type" }
        return hasType ? self : self + [HeaderField("Content-Type", type)]
    }
}
