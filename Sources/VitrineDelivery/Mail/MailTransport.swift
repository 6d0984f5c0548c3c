/// Hands mails to whoever brings them further.
package protocol MailTransport: Sendable {
    /// Returns when the mail was accepted for all its recipients; when one is refused, nobody gets it.
    ///
    /// - Throws: A permanent failure, before anything is sent, for an address, message id or subject that would break
    ///   out of its header.
    func send(_ mail: Mail) async throws(DeliveryFailure)
}
