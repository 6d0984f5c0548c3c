/// Something that a publisher's people and machines are told. It is written in the transaction in which it happens, and so
/// is told exactly when that has happened. Holds no secret.
package struct Notice: Sendable, Equatable {
    package let id: GUID

    /// Whose webhooks get it.
    package let publisher: PublisherID
    package let event: Event
    package let time: Timestamp

    /// The offer and the operation that it is about, where it is about one.
    package let offer: OfferID?
    package let operation: GUID?

    /// What webhooks get: a JSON object.
    package let body: [UInt8]

    /// What people get, if they get anything.
    package let letter: Letter?

    /// The one webhook that gets it; `nil` for all that want its event.
    package let webhook: WebhookName?

    /// What has happened. Raw values are stored and served.
    package enum Event: String, Sendable, CaseIterable {
        case operationStarted = "operation.started"
        case operationAwaitsApproval = "operation.awaitingApproval"
        case previewReached = "operation.previewReached"
        case productionReached = "operation.productionReached"
        case operationFailed = "operation.failed"
        case operationCanceled = "operation.canceled"

        /// Somebody tries a webhook out.
        case ping
    }

    /// A mail's content, and who gets it.
    package struct Letter: Sendable, Equatable {
        /// One line.
        package let subject: String
        package let text: String
        package let recipients: Recipients

        package init(subject: String, text: String, recipients: Recipients) {
            self.subject = subject
            self.text = text
            self.recipients = recipients
        }
    }

    package enum Recipients: Sendable, Equatable {
        case addresses([String])

        /// The notice's publisher's contact, as it is when the notice is written; nobody where there is none.
        case contact
    }

    package init(
        id: GUID,
        publisher: PublisherID,
        event: Event,
        time: Timestamp,
        offer: OfferID? = nil,
        operation: GUID? = nil,
        body: [UInt8],
        letter: Letter? = nil,
        webhook: WebhookName? = nil
    ) {
        self.id = id
        self.publisher = publisher
        self.event = event
        self.time = time
        self.offer = offer
        self.operation = operation
        self.body = body
        self.letter = letter
        self.webhook = webhook
    }
}

extension Notice.Event {
    /// What an operation that has come to `stage` tells; `nil` for a stage on the way.
    package init?(reaching stage: OperationStage) {
        switch stage {
        case .awaitingApproval: self = .operationAwaitsApproval
        case .previewed: self = .previewReached
        case .live: self = .productionReached
        case .failed: self = .operationFailed
        case .canceled: self = .operationCanceled
        case .queued, .working, .canceling, .signedOff, .replaced: return nil
        }
    }
}
