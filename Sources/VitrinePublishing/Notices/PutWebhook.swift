import ExactJSON
package import VitrineCore
import VitrineVault

extension Webhooks {
    /// Makes a webhook, or changes one: `{"url":"https://...","secret":"...","events":["operation.failed"]}`.
    ///
    /// Without `secret` the stored one stays; without `events`, or with none, it gets every notice. The secret is sealed and
    /// never shown again.
    ///
    /// - Throws: ``Refusal``, in this order: `badRequest` for a body that can't be understood, a URL that can't be called
    ///   from here, a secret of a wrong length, an event that there isn't, or no secret for a new webhook;
    ///   `tooManyWebhooks`; `storeUnavailable`.
    package func put(_ body: [UInt8], as name: WebhookName, by permit: Permit) async throws -> Webhook {
        let wanted = try WebhookDocument(parsing: body)
        if let reason = checkURL(wanted.url) {
            throw Refusal(.badRequest, "The webhook can't be called. \(reason)", at: JSONPointer(tokens: ["url"]))
        }
        let keys = try await vault.keys(of: permit.publisher)
        let now = clock.now()
        let newGUID = GUID.random()
        let saved = try await outbox.changeWebhook(name, of: permit.publisher) { stored in
            let guid = stored?.guid ?? newGUID
            let sealed = try wanted.secret.map { try keys.seal(Array($0.utf8), at: Self.secretPath, of: guid) }
            guard let secret = sealed ?? stored?.secret else { throw WebhookDocument.noSecret }
            return Webhook(
                publisher: permit.publisher,
                name: name,
                guid: guid,
                url: wanted.url,
                events: wanted.events,
                secret: secret,
                changedAt: now
            )
        }
        guard let saved else { throw Self.noWebhook(name) }
        return saved
    }
}

/// The body that makes or changes a webhook.
private struct WebhookDocument: Sendable {
    let url: String
    let secret: String?
    let events: Set<Notice.Event>

    static let noSecret = Refusal(
        .badRequest,
        "A new webhook needs a secret, which its posts are signed with.",
        at: JSONPointer(tokens: ["secret"])
    )

    init(parsing body: [UInt8]) throws(Refusal) {
        let root: JSONValue
        do {
            root = try JSONDocument(parsing: body).root
        } catch {
            throw Refusal(.badRequest, error.message)
        }
        guard let url = root["url"]?.string else {
            throw Refusal(.badRequest, "Say which URL is posted to.", at: JSONPointer(tokens: ["url"]))
        }
        self.url = url
        secret = try Self.secret(root["secret"])
        events = try Self.events(root["events"])
    }

    private static func secret(_ value: JSONValue?) throws(Refusal) -> String? {
        guard let value, value.kind != .null else { return nil }
        guard let text = value.string, Webhooks.secretLengths.contains(text.utf8.count) else {
            throw Refusal(
                .badRequest,
                "A secret is a text of \(Webhooks.secretLengths.lowerBound) to \(Webhooks.secretLengths.upperBound) bytes.",
                at: JSONPointer(tokens: ["secret"])
            )
        }
        return text
    }

    private static func events(_ value: JSONValue?) throws(Refusal) -> Set<Notice.Event> {
        guard let value, value.kind != .null else { return [] }
        let target = JSONPointer(tokens: ["events"])
        guard value.kind == .array else { throw Refusal(.badRequest, "events must be an array.", at: target) }
        var events: Set<Notice.Event> = []
        for element in value.elements {
            guard let event = element.string.flatMap(Notice.Event.init(rawValue:)) else {
                let known = Notice.Event.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(.badRequest, "There is no such event. Known: \(known).", at: target)
            }
            events.insert(event)
        }
        return events
    }
}
