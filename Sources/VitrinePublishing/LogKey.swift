/// Keys of log metadata.
enum LogKey {
    static let check = "check"
    static let count = "count"
    static let error = "error"
    static let failed = "failed"

    /// The operation or delivery that a worker works on.
    static let itemID = "item.id"
    static let operationID = "operation.id"
    static let operationKind = "operation.kind"
    static let operationStage = "operation.stage"
    static let publisherID = "publisher.id"
    static let offerID = "offer.id"
    static let version = "offer.version"
}
