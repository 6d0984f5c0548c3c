import ExactJSON
import VitrineCore

/// What a notice about an operation says, to machines and to people: names, numbers, and the messages of its steps.
struct NoticeText {
    let event: Notice.Event
    let operation: OfferOperation

    /// Most messages that are told.
    private static let mostMessages = 50

    /// The JSON object that webhooks get.
    func body(id: GUID) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 1024)
        writer.beginObject()
        writer.member("id", id.description)
        writer.member("event", event.rawValue)
        writer.member("time", operation.changedAt.description)
        writer.member("publisherId", operation.publisher.text)
        writer.member("offerId", operation.offer.text)
        writer.member("offerTypeId", operation.offerType.rawValue)
        writer.member("operationId", operation.id.description)
        writer.member("kind", operation.kind.rawValue)
        writer.member("state", operation.state.rawValue)
        writer.member("offerVersion", operation.offerVersion)
        writer.member("publishingVersion", operation.publishingVersion)
        writer.name("messages")
        writer.beginArray()
        for (step, message) in messages {
            writer.beginObject()
            writer.member("step", step)
            writer.member("level", message.level.rawValue)
            writer.member("text", message.text)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    func letter(to recipients: Notice.Recipients) -> Notice.Letter {
        let version = "\(operation.publisher)/\(operation.offer), version \(operation.offerVersion)"
        var lines = [sentence, ""]
        lines += messages.map { step, message in "\(step): \(message.text)" }
        if lines.last != "" { lines.append("") }
        lines += ["Offer: \(version)", "Operation: \(operation.id)", "Asked for by: \(operation.requester)"]
        return Notice.Letter(
            subject: "\(version): \(headline)",
            text: lines.joined(separator: "\n") + "\n",
            recipients: recipients
        )
    }

    /// Of the steps' messages those that somebody should act on.
    private var messages: [(step: String, message: StepMessage)] {
        let all = operation.steps.flatMap { step in step.messages.map { (step.plan.name, $0) } }
        return Array(all.filter { $0.1.level != .information }.prefix(Self.mostMessages))
    }

    private var headline: String {
        let noun = operation.kind.noun
        return switch event {
        case .operationStarted: "\(noun) started"
        case .operationAwaitsApproval: "waits for approval"
        case .previewReached: "in preview"
        case .productionReached: "in production"
        case .operationFailed: "\(noun) failed"
        case .operationCanceled: "\(noun) canceled"
        case .ping: "ping"
        }
    }

    private var sentence: String {
        let noun = operation.kind.noun
        return switch event {
        case .operationStarted: "A \(noun) has started."
        case .operationAwaitsApproval: "A \(noun) waits until somebody approves or rejects it."
        case .previewReached: "The version stands in preview. It waits for go live."
        case .productionReached: "The version stands in production."
        case .operationFailed: "The \(noun) has failed. No slot has changed; what is wrong is said below."
        case .operationCanceled: "The \(noun) is canceled."
        case .ping: "This is a test."
        }
    }
}
