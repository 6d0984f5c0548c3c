/// Hands mails to a mail server by SMTP, on threads of its own.
package struct SMTPTransport: MailTransport {
    private let settings: SMTPSettings
    private let queue = BlockingQueue(name: "vitrine.smtp", width: 2)

    package init(settings: SMTPSettings) {
        self.settings = settings
    }

    /// A mail whose turn has come is sent to its end, even when the task is cancelled.
    ///
    /// - Throws: A permanent failure when the server answers 5xx; a temporary one when it answers 4xx, can't be reached
    ///   or not with the TLS that is required.
    package func send(_ mail: Mail) async throws(DeliveryFailure) {
        let message = try MailMessage(mail)
        let outcome = await queue.run { [settings] in SMTPExchange(message).perform(settings) }
        guard let outcome else { throw .temporary("The mail was given up before its turn came.") }
        try outcome.get()
    }
}
