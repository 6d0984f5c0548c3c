extension Refusal {
    /// Why something was refused. Raw values are served as the wire's `code`, so they never change.
    ///
    /// Source: wire contract, sections 1 to 4. Codes that the contract doesn't name are ours.
    package enum Code: String, Sendable, CaseIterable {
        // The request itself can't be understood.
        case invalidAPIVersion = "InvalidAPIVersion"
        case badRequest = "BadRequest"
        case unsupportedMediaType = "UnsupportedMediaType"
        case bodyTooLarge = "RequestBodyTooLarge"
        case rangeNotSatisfiable = "RangeNotSatisfiable"
        case headersTooLarge = "RequestHeadersTooLarge"
        case requestTimeout = "RequestTimeout"

        // The caller may not.
        case unauthorized = "Unauthorized"
        case forbidden = "Forbidden"
        case tooManyRequests = "TooManyRequests"

        // It isn't there.
        case pathNotFound = "PathNotFound"
        case methodNotAllowed = "MethodNotAllowed"
        case publisherNotFound = "PublisherNotFound"
        case offerNotFound = "OfferNotFound"
        case versionNotFound = "VersionNotFound"
        case slotEmpty = "SlotEmpty"
        case offerTypeNotFound = "OfferTypeNotFound"
        case operationNotFound = "OperationNotFound"
        case webhookNotFound = "WebhookNotFound"
        case deliveryNotFound = "DeliveryNotFound"
        case artifactNotFound = "ArtifactNotFound"

        // It stands in a state in which this can't be done.
        case preconditionFailed = "PreconditionFailed"
        case ifMatchRequired = "IfMatchRequired"
        case offerPublished = "OfferPublished"
        case alreadyExists = "AlreadyExists"
        case operationInProgress = "OperationInProgress"
        case nothingToGoLive = "NothingToGoLive"
        case noActiveOperation = "NoActiveOperation"
        case cannotCancel = "CannotCancel"
        case notAwaitingApproval = "NotAwaitingApproval"
        case sameRequester = "SameRequester"
        case neverLive = "NeverLive"
        case tooManyWebhooks = "TooManyWebhooks"

        // What the document says is not good enough for the marketplace.
        case validationFailed = "ValidationFailed"

        // We can't at the moment, or we failed.
        case storeUnavailable = "StoreUnavailable"
        case internalError = "InternalServerError"
    }
}
