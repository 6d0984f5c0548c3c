package import VitrineCore

/// Who gets messages out of the house. The server hands them in: this room knows no network.
package struct Carriers: Sendable {
    /// Posts a notice's body to a webhook.
    package let post: @Sendable (Delivery, Webhook) async -> CarrierAnswer

    /// Mails a notice's letter to one address.
    package let mail: @Sendable (Delivery, Notice.Letter, _ address: String) async -> CarrierAnswer

    package init(
        post: @escaping @Sendable (Delivery, Webhook) async -> CarrierAnswer,
        mail: @escaping @Sendable (Delivery, Notice.Letter, _ address: String) async -> CarrierAnswer
    ) {
        self.post = post
        self.mail = mail
    }
}

/// What came of one attempt. Reasons are for a publisher's owners and hold no secret.
package enum CarrierAnswer: Sendable, Equatable {
    case arrived

    /// The same attempt would fail the same way.
    case refused(String)

    /// It may do later.
    case failed(String)
}
