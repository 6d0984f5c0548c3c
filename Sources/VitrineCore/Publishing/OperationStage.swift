/// Where an operation is: what the table of transitions is about. Raw values are stored.
package enum OperationStage: String, Sendable, CaseIterable {
    /// The next step is to begin.
    case queued

    /// A step is in progress.
    case working

    /// A step waits for somebody's yes.
    case awaitingApproval

    /// A cancel was asked for; the worker carries it out.
    case canceling

    /// A publish has put its version into preview, and waits for go live.
    case previewed

    /// A publish whose version was signed off: a go live has taken over.
    case signedOff

    /// A publish whose preview was given up for a newer publish.
    case replaced

    /// A go live or a rollback has put its version into production.
    case live
    case failed
    case canceled

    /// What the wire calls it. Source: wire contract, section 5.
    package var state: OperationState {
        switch self {
        case .queued, .working, .awaitingApproval, .canceling: .running
        case .previewed, .signedOff, .replaced, .live: .succeeded
        case .failed: .failed
        case .canceled: .canceled
        }
    }

    /// Whether the worker has something to do, now or later.
    package var isWorkers: Bool {
        switch self {
        case .queued, .working, .canceling: true
        case .awaitingApproval, .previewed, .signedOff, .replaced, .live, .failed, .canceled: false
        }
    }
}

/// The closed list of `submissionState`. Clients turn it into enumerations: there is never another word.
///
/// Source: wire contract, section 5.
package enum OperationState: String, Sendable, CaseIterable {
    case notStarted, running, succeeded, failed, canceled
}

/// How far a cancellation has come, as the wire says it.
package enum CancellationState: String, Sendable, CaseIterable {
    case canCancel, cancellationRequested, canceled, cannotCancel
}
