import ExactJSON
import VitrineCore
import VitrinePublishing

/// Operations as the wire has them. Source: wire contract, section 5.
struct OperationRendering: Sendable {
    let profile: WireProfile

    /// What `status` answers.
    func status(_ report: OfferReport) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.beginObject()
        writer.member("status", report.offer.status.rawValue)
        writeNoMessages(to: &writer)
        write(report.steps, at: report.now, to: &writer)
        writeNoLinks(to: &writer)
        if report.offer.migration == .none {
            writer.member("notificationEmails", report.newest?.notificationEmails.joined(separator: ",") ?? "")
        }
        writer.endObject()
        return writer.bytes
    }

    /// One operation.
    func operation(_ operation: OfferOperation, _ report: OfferReport) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.beginObject()
        writer.member("id", operation.id.description)
        writer.member("submissionType", submissionType(operation))
        writer.member("status", operation.state.rawValue)
        writeNoMessages(to: &writer)
        writer.member("publishingVersion", operation.publishingVersion)
        writer.member("offerVersion", operation.offerVersion)
        writer.member("cancellationRequestState", operation.cancellation.rawValue)
        write(operation.steps, at: report.now, to: &writer)
        writeNoLinks(to: &writer)
        writer.member("createdDateTime", operation.createdAt.description)
        writer.member("lastActionDateTime", operation.lastActionAt.description)
        if operation.stage == .failed { writeError(of: operation, to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    /// One row of the list of submissions.
    func submission(_ operation: OfferOperation) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writeNames(of: operation, to: &writer)
        writer.member("slot", operation.kind == .publish ? "staging" : "production")
        writer.member("version", operation.revision)
        writer.name("definition")
        writeMetadata(of: operation, to: &writer)
        writer.member("changedTime", operation.changedAt.description)
        writer.member("createdDateTime", operation.createdAt.description)
        writer.member("lastActionDateTime", operation.lastActionAt.description)
        writer.endObject()
        return writer.bytes
    }

    private func writeNames(of operation: OfferOperation, to writer: inout JSONWriter) {
        writer.member("id", operation.id.description)
        writer.member("offerId", operation.offer.text)
        writer.member("offerVersion", operation.offerVersion)
        writer.member("offerTypeId", operation.offerType.rawValue)
        writer.member("publisherId", operation.publisher.text)
        writer.member("submissionType", submissionType(operation))
        writer.member("submissionState", operation.state.rawValue)
        writer.member("publishingVersion", operation.publishingVersion)
    }

    private func writeMetadata(of operation: OfferOperation, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("metadata")
        writer.beginObject()
        if !operation.notificationEmails.isEmpty {
            writer.member("notification-emails", operation.notificationEmails.joined(separator: ","))
        }
        if operation.kind == .rollback {
            writer.member("rollback", true)
        }
        writer.endObject()
        writer.endObject()
    }

    /// A rollback is a go live to clients, which know no third word.
    private func submissionType(_ operation: OfferOperation) -> String {
        operation.kind == .publish ? "publish" : "goLive"
    }

    private func writeError(of operation: OfferOperation, to writer: inout JSONWriter) {
        let stopped = operation.steps.first { [.blocked, .rejected].contains($0.status) }
        writer.name("error")
        writer.beginObject()
        writer.member("code", stopped?.status == .rejected ? "StepRejected" : "StepBlocked")
        writer.name("message")
        writer.string(
            "The step '\(stopped.map(name) ?? "unknown")' stopped the \(operation.kind.noun). Its messages say why."
        )
        writer.endObject()
    }

    private func writeNoMessages(to writer: inout JSONWriter) {
        writer.name("messages")
        writer.beginArray()
        writer.endArray()
    }

    private func writeNoLinks(to writer: inout JSONWriter) {
        for name in ["previewLinks", "liveLinks"] {
            writer.name(name)
            writer.beginArray()
            writer.endArray()
        }
    }
}

extension OperationRendering {
    private func write(_ steps: [Step], at now: Timestamp, to writer: inout JSONWriter) {
        writer.name("steps")
        writer.beginArray()
        for step in steps { write(step, at: now, to: &writer) }
        writer.endArray()
    }

    private func write(_ step: Step, at now: Timestamp, to writer: inout JSONWriter) {
        writer.beginObject()
        if let timeFrame = step.plan.timeFrame {
            writer.member("estimatedTimeFrame", timeFrame)
        }
        writer.member("id", step.plan.id)
        writer.member("stepName", name(of: step))
        writer.member("description", step.plan.description)
        writer.member("status", step.status.rawValue)
        writer.name("messages")
        writer.beginArray()
        for message in step.messages { write(message, to: &writer) }
        writer.endArray()
        writer.member("progressPercentage", Int64(step.progress(at: now)))
        writer.endObject()
    }

    private func name(of step: Step) -> String {
        step.plan.phase == .signOff ? profile.signOffStepName : step.plan.name
    }

    private func write(_ message: StepMessage, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("messageHtml", message.text.htmlEscaped)
        writer.member("level", message.level.rawValue)
        writer.member("timestamp", message.time.description)
        writer.endObject()
    }
}
