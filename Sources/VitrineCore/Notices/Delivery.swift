/// A notice on its way to one recipient: a row until it has arrived.
package struct Delivery: Sendable, Equatable {
    /// The same for each attempt, so that recipients can tell repetitions.
    package let id: GUID
    package let notice: Notice
    package let recipient: Recipient

    /// How often it was tried since it was written or last replayed.
    package let attempts: Int

    /// When it is tried next, since ever where it wasn't tried yet; `nil` for a dead letter, which is kept until it is replayed or discarded.
    package let due: Timestamp?

    /// When it was last tried, and why that came to nothing.
    package let lastAttempt: Timestamp?
    package let problem: String?

    package enum Recipient: Sendable, Equatable {
        case webhook(WebhookName)
        case address(String)
    }

    package init(
        id: GUID,
        notice: Notice,
        recipient: Recipient,
        attempts: Int,
        due: Timestamp?,
        lastAttempt: Timestamp?,
        problem: String?
    ) {
        self.id = id
        self.notice = notice
        self.recipient = recipient
        self.attempts = attempts
        self.due = due
        self.lastAttempt = lastAttempt
        self.problem = problem
    }

    package var state: State { due == nil ? .dead : .waiting }

    /// What becomes of deliveries. Raw values are served.
    package enum State: String, Sendable, CaseIterable {
        case waiting, dead
    }
}

/// A delivery that somebody was given to carry out, with what it needs.
package struct LeasedDelivery: Sendable, Equatable {
    package let delivery: Delivery

    /// The webhook as it is now, where it goes to one.
    package let webhook: Webhook?

    package init(delivery: Delivery, webhook: Webhook?) {
        self.delivery = delivery
        self.webhook = webhook
    }
}

/// What an attempt came to.
package enum DeliveryResult: Sendable, Equatable {
    /// It has arrived: its row goes.
    case delivered

    /// It is tried again at that time, and not before then whatever else waits for the same webhook.
    case postponed(until: Timestamp, problem: String)

    /// It is a dead letter.
    case dead(problem: String)
}
