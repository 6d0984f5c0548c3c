package import HTTPTypes

extension HTTPField.Name {
    /// Every answer carries it: the client's id for this call when it sent one.
    package static let correlationRequestID = constant("x-ms-correlation-request-id")

    /// A client's own id for a call.
    package static let clientRequestID = constant("x-ms-client-request-id")

    /// Every answer carries it: our id for this call.
    package static let requestID = constant("x-ms-request-id")

    /// The offer's GUID.
    package static let offerGUID = constant("x-offer-guid")

    /// JSON Pointers of the secrets that are set.
    package static let secretFieldsSet = constant("x-secret-fields-set")

    /// Set by a proxy that ends TLS on this machine.
    package static let forwardedProto = constant("x-forwarded-proto")

    /// Where an operation is; the same as `Location`, for clients that read this one.
    package static let operationLocation = constant("operation-location")

    package static let link = constant("link")

    /// What a browser says of the page that made a request.
    package static let fetchSite = constant("sec-fetch-site")

    /// A name that is spelled here: all of them are tokens, which a test asks of each.
    private static func constant(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .userAgent
    }
}
