import VitrineCore

/// One move of an operation: what is written of it, all in one transaction.
struct OperationMove {
    let operation: OfferOperation
    let before: Offer
    let after: Offer

    /// Who moved it, as the log of changes names principals.
    let actor: String

    /// What the log says of it; `nil` for what only the worker sees.
    let action: OfferChange.Action?

    /// What is told of it.
    let notices: [Notice]

    /// The offer's row where it has changed, the operation, the log's entry and the notices.
    var writes: [OfferWrite] {
        (after == before ? [] : [.row(after)]) + operationWrites
    }

    /// The same without the row, which a write before these has taken along.
    var operationWrites: [OfferWrite] {
        let change = action.map { OfferChange.step($0, of: operation, by: actor, from: before, to: after) }
        return [.operation(operation)] + (change.map { [.log($0)] } ?? []) + notices.map { .notice($0) }
    }
}

extension OfferChange.Action {
    /// What the log says when the worker has brought an operation into `stage`; `nil` for a stage on the way.
    init?(reaching stage: OperationStage) {
        switch stage {
        case .previewed: self = .previewReached
        case .live: self = .productionReached
        case .failed: self = .operationFailed
        case .canceled: self = .operationCanceled
        case .queued, .working, .awaitingApproval, .canceling, .signedOff, .replaced: return nil
        }
    }
}
