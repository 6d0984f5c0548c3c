package import VitrineCore

/// Makes the notices of what happens to operations: who is told what.
package struct NoticeWriter: Sendable {
    /// Wakes the courier once a notice is written.
    package let signal: WorkSignal

    /// Whether there is a mail server: without one, no letters are written.
    private let mails: Bool

    /// The publisher whose owners approve publishes, who are told when one waits for them.
    private let approver: PublisherID?

    package init(signal: WorkSignal, mails: Bool, approver: PublisherID?) {
        self.signal = signal
        self.mails = mails
        self.approver = approver
    }

    /// What is told when `operation`, of `offer`, has come to `event`; nothing where that is `nil`.
    ///
    /// Letters go to the addresses that the request named; for a migrated offer to its publisher's contact, as the
    /// marketplace has it. Source: wire contract, section 4.
    func about(_ operation: OfferOperation, of offer: Offer, _ event: Notice.Event?) -> [Notice] {
        guard let event else { return [] }
        let own = notice(event, operation, to: operation.publisher, recipients(operation, offer))
        guard event == .operationAwaitsApproval, let approver else { return [own] }
        let forApprover = notice(event, operation, to: approver, .contact)
        return approver == operation.publisher ? [forApprover] : [own, forApprover]
    }

    private func recipients(_ operation: OfferOperation, _ offer: Offer) -> Notice.Recipients {
        offer.migration == .migrated ? .contact : .addresses(operation.notificationEmails)
    }

    private func notice(
        _ event: Notice.Event,
        _ operation: OfferOperation,
        to publisher: PublisherID,
        _ recipients: Notice.Recipients
    ) -> Notice {
        let id = GUID.random()
        let text = NoticeText(event: event, operation: operation)
        let isMailed = mails && event != .operationStarted
        return Notice(
            id: id,
            publisher: publisher,
            event: event,
            time: operation.changedAt,
            offer: operation.offer,
            operation: operation.id,
            body: text.body(id: id),
            letter: isMailed ? text.letter(to: recipients) : nil
        )
    }
}
