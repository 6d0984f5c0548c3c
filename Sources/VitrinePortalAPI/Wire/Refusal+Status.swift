package import HTTPTypes
package import VitrineCore

extension Refusal.Code {
    /// The wire's status for this code. No `default`: a new code doesn't compile until it has a status.
    package var status: HTTPResponse.Status {
        switch self {
        case .invalidAPIVersion, .badRequest, .ifMatchRequired: .badRequest
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .pathNotFound, .publisherNotFound, .offerNotFound, .versionNotFound, .slotEmpty, .offerTypeNotFound:
            .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .offerPublished, .alreadyExists: .conflict
        case .preconditionFailed: .preconditionFailed
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .tooManyRequests: .tooManyRequests
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .internalError: .internalServerError
        case .storeUnavailable: .serviceUnavailable
        }
    }
}
