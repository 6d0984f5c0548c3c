package import HTTPTypes
package import VitrineCore

extension Refusal.Code {
    /// The wire's status for this code. No `default`: a new code doesn't compile until it has a status.
    package var status: HTTPResponse.Status {
        switch self {
        case .invalidAPIVersion, .badRequest, .ifMatchRequired, .nothingToGoLive, .noActiveOperation: .badRequest
        case .unauthorized: .unauthorized
        case .forbidden, .sameRequester: .forbidden
        case .pathNotFound, .publisherNotFound, .offerNotFound, .versionNotFound, .slotEmpty, .offerTypeNotFound,
            .operationNotFound, .webhookNotFound, .deliveryNotFound, .artifactNotFound:
            .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .offerPublished, .alreadyExists, .operationInProgress, .cannotCancel, .notAwaitingApproval, .neverLive,
            .tooManyWebhooks:
            .conflict
        case .validationFailed: .unprocessableContent
        case .preconditionFailed: .preconditionFailed
        case .bodyTooLarge: .contentTooLarge
        case .rangeNotSatisfiable: .rangeNotSatisfiable
        case .unsupportedMediaType: .unsupportedMediaType
        case .tooManyRequests: .tooManyRequests
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .internalError: .internalServerError
        case .storeUnavailable: .serviceUnavailable
        }
    }
}
