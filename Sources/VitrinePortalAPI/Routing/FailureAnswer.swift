import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOHTTP1
import VitrineCore

/// Turns what went wrong into an answer: refusals say what they are, faults say nothing but the request's id.
enum FailureAnswer {
    static func response(for error: any Error, ids: CorrelationIDs, log: RequestLog) -> Response {
        switch error {
        case let refusal as Refusal:
            if refusal.code == .storeUnavailable { log.unavailable(refusal, ids) }
            return .refusal(refusal)
        case let rejection as TokenRejection:
            return unauthorized(rejection)
        case let wrong as MethodNotAllowed:
            return methodNotAllowed(wrong)
        case let refusal as TokenRefusal:
            return TokenAnswers.refusal(refusal)
        case is RequestTooSlow:
            return closing(.refusal(Refusal(.requestTimeout, "The request's body took too long to arrive.")))
        case is HTTPParserError:
            return closing(.refusal(Refusal(.badRequest, "The request's body is not framed as HTTP says.")))
        default:
            log.fault(error, ids)
            return .refusal(
                Refusal(.internalError, "Something went wrong here, not with you. Quote the request id \(ids.request).")
            )
        }
    }

    private static func unauthorized(_ rejection: TokenRejection) -> Response {
        var response = Response.refusal(Refusal(.unauthorized, rejection.description))
        let code = rejection == .missing ? "invalid_request" : "invalid_token"
        response.headers[.wwwAuthenticate] =
            "Bearer realm=\"vitrine\", error=\"\(code)\", error_description=\"\(rejection.description)\""
        return response
    }

    private static func methodNotAllowed(_ wrong: MethodNotAllowed) -> Response {
        let allowed = wrong.allowed.map(\.rawValue).joined(separator: ", ")
        var response = Response.refusal(Refusal(.methodNotAllowed, "This path takes \(allowed)."))
        response.headers[.allow] = allowed
        return response
    }

    private static func closing(_ response: Response) -> Response {
        var response = response
        response.headers[.connection] = "close"
        return response
    }
}
