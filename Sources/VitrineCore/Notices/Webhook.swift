/// Where a publisher's machines are told what happens: each notice is a signed POST to its URL.
package struct Webhook: Sendable, Equatable {
    package let publisher: PublisherID
    package let name: WebhookName

    /// Never given twice: what its secret is sealed for.
    package let guid: GUID
    package let url: String

    /// What it wants to be told; all of them where it is empty.
    package let events: Set<Notice.Event>

    /// What its posts are signed with.
    package let secret: SealedBox
    package let changedAt: Timestamp

    /// Most webhooks that a publisher has.
    package static let maximumCount = 10

    package init(
        publisher: PublisherID,
        name: WebhookName,
        guid: GUID,
        url: String,
        events: Set<Notice.Event>,
        secret: SealedBox,
        changedAt: Timestamp
    ) {
        self.publisher = publisher
        self.name = name
        self.guid = guid
        self.url = url
        self.events = events
        self.secret = secret
        self.changedAt = changedAt
    }

    /// Whether it gets `notice`.
    package func wants(_ notice: Notice) -> Bool {
        if let only = notice.webhook { return only == name }
        return events.isEmpty || events.contains(notice.event)
    }
}

/// A webhook's name among its publisher's: 1 to 50 lower-case letters, digits and hyphens.
package struct WebhookName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// - Throws: ``Refusal`` with code `badRequest`.
    package init(_ text: String) throws(Refusal) {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
        }
        guard isPlain, (1...50).contains(text.utf8.count) else {
            throw Refusal(.badRequest, "A webhook's name has 1 to 50 lower-case letters, digits and hyphens.")
        }
        self.text = text
    }

    /// A name as a store gives it back.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }
}
