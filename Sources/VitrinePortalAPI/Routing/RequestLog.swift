import HTTPTypes
package import Logging
package import VitrineCore

/// What is logged about requests: a line for each at `info`, and every fault in full at `error`.
///
/// A path is logged without its query, which may hold a signature; headers and bodies never are.
package struct RequestLog: Sendable {
    private let logger: Logger

    package init(logger: Logger) {
        self.logger = logger
    }

    func answered(
        method: String,
        target: String,
        status: Int,
        _ ids: CorrelationIDs,
        since started: ContinuousClock.Instant
    ) {
        guard logger.logLevel <= .info else { return }
        logger.info(
            "request answered",
            metadata: [
                LogKey.method: .string(method),
                LogKey.path: .string(String(target.prefix { $0 != "?" })),
                LogKey.status: .stringConvertible(status),
                LogKey.milliseconds: .stringConvertible(Self.milliseconds(since: started)),
                LogKey.requestID: .stringConvertible(ids.request),
                LogKey.correlationID: .stringConvertible(ids.correlation),
            ]
        )
    }

    /// A request that was not understood well enough to have a method and a path.
    package func refusedUnread(_ refusal: Refusal, _ id: GUID) {
        logger.info(
            "request not understood",
            metadata: [
                LogKey.status: .stringConvertible(refusal.code.status.code),
                LogKey.requestID: .stringConvertible(id),
                LogKey.correlationID: .stringConvertible(id),
            ]
        )
    }

    /// A request that we can't serve now. The operator has something to do.
    func unavailable(_ refusal: Refusal, _ ids: CorrelationIDs) {
        logger.error(
            "store unavailable",
            metadata: [
                LogKey.error: .string(refusal.message),
                LogKey.requestID: .stringConvertible(ids.request),
                LogKey.correlationID: .stringConvertible(ids.correlation),
            ]
        )
    }

    func fault(_ error: any Error, _ ids: CorrelationIDs) {
        logger.error(
            "request failed",
            metadata: [
                LogKey.error: .string(String(reflecting: error)),
                LogKey.requestID: .stringConvertible(ids.request),
                LogKey.correlationID: .stringConvertible(ids.correlation),
            ]
        )
    }

    func overwroteUnconditionally(_ offer: Offer) {
        logger.warning(
            "offer replaced without if-match",
            metadata: [
                LogKey.publisherID: .string(offer.publisher.text), LogKey.offerID: .string(offer.id.text),
            ]
        )
    }

    /// Milliseconds with three digits after the point.
    private static func milliseconds(since started: ContinuousClock.Instant) -> Double {
        let elapsed = (ContinuousClock.now - started).components
        let microseconds = elapsed.seconds * 1_000_000 + elapsed.attoseconds / 1_000_000_000_000
        return Double(microseconds) / 1000
    }
}

/// Keys of log metadata.
enum LogKey {
    static let method = "http.method"
    static let path = "http.path"
    static let status = "http.status"
    static let milliseconds = "http.milliseconds"
    static let requestID = "request.id"
    static let correlationID = "correlation.id"
    static let error = "error"
    static let publisherID = "publisher.id"
    static let offerID = "offer.id"
}
