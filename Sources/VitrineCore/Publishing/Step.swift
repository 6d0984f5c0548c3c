/// One step of an operation: its plan, and how far it has come.
package struct Step: Sendable, Equatable {
    package let plan: StepPlan
    package internal(set) var status: Status = .notStarted
    package internal(set) var messages: [StepMessage] = []

    /// When work on it began, by the clock of that time.
    package internal(set) var startedAt: Timestamp?

    /// When it is to be looked at: its checks run then.
    package internal(set) var due: Timestamp?

    /// Who has said yes to it, where somebody had to.
    package internal(set) var approval: String?

    /// The wire's words for a step, which are stored too. Source: wire contract, section 5.
    package enum Status: String, Sendable, CaseIterable {
        case notStarted, inProgress, waitingForPublisherReview, waitingForApproval, blocked, rejected, complete,
            canceled
    }

    package init(_ plan: StepPlan) {
        self.plan = plan
    }

    /// A step as a store gives it back.
    package init(
        _ plan: StepPlan,
        status: Status,
        messages: [StepMessage],
        startedAt: Timestamp?,
        due: Timestamp?,
        approval: String?
    ) {
        self.plan = plan
        self.status = status
        self.messages = messages
        self.startedAt = startedAt
        self.due = due
        self.approval = approval
    }

    /// How far it has come at `now`, from 0 to 100. Before its checks have run it is never 100.
    package func progress(at now: Timestamp) -> Int {
        switch status {
        case .complete: return 100
        case .notStarted, .waitingForPublisherReview, .canceled: return 0
        case .waitingForApproval, .blocked, .rejected: return 99
        case .inProgress:
            guard let startedAt, let due, due > startedAt else { return 0 }
            let whole = due.ticks - startedAt.ticks
            let done = min(max(0, now.ticks - startedAt.ticks), whole)
            return min(99, Int(Double(done) / Double(whole) * 100))
        }
    }
}

/// Something that a step has to say to people.
package struct StepMessage: Sendable, Equatable {
    /// Plain text; the wire escapes it.
    package let text: String
    package let level: Level
    package let time: Timestamp

    /// The wire's words. Source: wire contract, section 5.
    package enum Level: String, Sendable, CaseIterable {
        case information, warning, error
    }

    package init(_ text: String, _ level: Level = .information, at time: Timestamp) {
        self.text = text
        self.level = level
        self.time = time
    }
}
