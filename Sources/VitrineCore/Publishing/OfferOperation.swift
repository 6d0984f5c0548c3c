/// A publish, a go live or a rollback of an offer: a row, not a task. What happens to it is decided by ``applying(_:at:)``.
package struct OfferOperation: Sendable, Equatable {
    package let id: GUID
    package let publisher: PublisherID
    package let offer: OfferID
    package let offerType: OfferTypeID
    package let kind: Kind

    /// The frozen version that it is about.
    package let offerVersion: Int64

    /// Counts the offer's operations, from 1.
    package let publishingVersion: Int64

    /// Who asked for it, as the log of changes names principals: an application's or a user's id.
    package let requester: String

    /// Where mail goes when it ends: as its request named them, and that of a cancel.
    package internal(set) var notificationEmails: [String]

    /// What stood in preview when a publish began: what a cancel puts back.
    package let previewBefore: Offer.Placement?
    package let createdAt: Timestamp
    package internal(set) var stage: OperationStage
    package internal(set) var steps: [Step]

    /// Grows with each change; writes are guarded by it.
    package internal(set) var revision: Int64
    package internal(set) var changedAt: Timestamp

    /// When somebody last asked for something: publish, cancel, approve.
    package internal(set) var lastActionAt: Timestamp

    /// What it is. Raw values are stored.
    package enum Kind: String, Sendable, CaseIterable {
        case publish, goLive, rollback

        /// What it is called in messages.
        package var noun: String {
            switch self {
            case .publish: "publish"
            case .goLive: "go live"
            case .rollback: "rollback"
            }
        }
    }

    /// An operation as a store gives it back.
    package init(
        id: GUID,
        publisher: PublisherID,
        offer: OfferID,
        offerType: OfferTypeID,
        kind: Kind,
        offerVersion: Int64,
        publishingVersion: Int64,
        requester: String,
        notificationEmails: [String],
        previewBefore: Offer.Placement?,
        createdAt: Timestamp,
        stage: OperationStage,
        steps: [Step],
        revision: Int64,
        changedAt: Timestamp,
        lastActionAt: Timestamp
    ) {
        self.id = id
        self.publisher = publisher
        self.offer = offer
        self.offerType = offerType
        self.kind = kind
        self.offerVersion = offerVersion
        self.publishingVersion = publishingVersion
        self.requester = requester
        self.notificationEmails = notificationEmails
        self.previewBefore = previewBefore
        self.createdAt = createdAt
        self.stage = stage
        self.steps = steps
        self.revision = revision
        self.changedAt = changedAt
        self.lastActionAt = lastActionAt
    }
}

extension OfferOperation {
    package var name: OfferName { OfferName(publisher: publisher, offer: offer) }
    package var state: OperationState { stage.state }

    /// The step that is being worked on, or that waits for somebody.
    package var currentStep: Int? {
        steps.firstIndex { [.inProgress, .waitingForApproval].contains($0.status) }
    }

    /// The step that begins next.
    package var nextStep: Int? {
        steps.firstIndex { $0.status == .notStarted && (kind != .publish || $0.plan.phase == .preview) }
    }

    /// Whether a cancel comes too late: the step that puts the version into production is under way, or all is over.
    package var isPastReturn: Bool {
        switch stage {
        case .signedOff, .replaced, .live, .failed, .canceled: true
        case .queued, .canceling, .previewed, .awaitingApproval: false
        case .working: kind != .publish && nextStep == nil
        }
    }

    /// Source: wire contract, section 5, `cancellationRequestState`.
    package var cancellation: CancellationState {
        switch stage {
        case .canceling: .cancellationRequested
        case .canceled: .canceled
        default: isPastReturn ? .cannotCancel : .canCancel
        }
    }

    /// When the worker has something to do; `nil` when it hasn't. What is to be done at once is due since ever, whatever
    /// the clock says.
    package var due: Timestamp? {
        switch stage {
        case .queued, .canceling: Timestamp(ticks: 0)
        case .working: currentStep.flatMap { steps[$0].due } ?? Timestamp(ticks: 0)
        default: nil
        }
    }

    /// When the step in progress began; `nil` when none is. A moment that is still to come tells that the clock was set
    /// back.
    package var stepBegan: Timestamp? {
        stage == .working ? currentStep.flatMap { steps[$0].startedAt } : nil
    }
}
