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
        writer.name("status")
        writer.string(report.offer.status.rawValue)
        writeNoMessages(to: &writer)
        write(report.steps, at: report.now, to: &writer)
        writeNoLinks(to: &writer)
        if report.offer.migration == .none {
            writer.name("notificationEmails")
            writer.string(report.newest?.notificationEmails.joined(separator: ",") ?? "")
        }
        writer.endObject()
        return writer.bytes
    }

    /// One operation.
    func operation(_ operation: OfferOperation, _ report: OfferReport) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.beginObject()
        writer.name("id")
        writer.string(operation.id.description)
        writer.name("submissionType")
        writer.string(submissionType(operation))
        writer.name("status")
        writer.string(operation.state.rawValue)
        writeNoMessages(to: &writer)
        writer.name("publishingVersion")
        writer.integer(operation.publishingVersion)
        writer.name("offerVersion")
        writer.integer(operation.offerVersion)
        writer.name("cancellationRequestState")
        writer.string(operation.cancellation.rawValue)
        write(operation.steps, at: report.now, to: &writer)
        writeNoLinks(to: &writer)
        writer.name("createdDateTime")
        writer.string(operation.createdAt.description)
        writer.name("lastActionDateTime")
        writer.string(operation.lastActionAt.description)
        if operation.stage == .failed { writeError(of: operation, to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    /// One row of the list of submissions.
    func submission(_ operation: OfferOperation) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writeNames(of: operation, to: &writer)
        writer.name("slot")
        writer.string(operation.kind == .publish ? "staging" : "production")
        writer.name("version")
        writer.integer(operation.revision)
        writer.name("definition")
        writeMetadata(of: operation, to: &writer)
        writer.name("changedTime")
        writer.string(operation.changedAt.description)
        writer.name("createdDateTime")
        writer.string(operation.createdAt.description)
        writer.name("lastActionDateTime")
        writer.string(operation.lastActionAt.description)
        writer.endObject()
        return writer.bytes
    }

    private func writeNames(of operation: OfferOperation, to writer: inout JSONWriter) {
        writer.name("id")
        writer.string(operation.id.description)
        writer.name("offerId")
        writer.string(operation.offer.text)
        writer.name("offerVersion")
        writer.integer(operation.offerVersion)
        writer.name("offerTypeId")
        writer.string(operation.offerType.rawValue)
        writer.name("publisherId")
        writer.string(operation.publisher.text)
        writer.name("submissionType")
        writer.string(submissionType(operation))
        writer.name("submissionState")
        writer.string(operation.state.rawValue)
        writer.name("publishingVersion")
        writer.integer(operation.publishingVersion)
    }

    private func writeMetadata(of operation: OfferOperation, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("metadata")
        writer.beginObject()
        if !operation.notificationEmails.isEmpty {
            writer.name("notification-emails")
            writer.string(operation.notificationEmails.joined(separator: ","))
        }
        if operation.kind == .rollback {
            writer.name("rollback")
            writer.bool(true)
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
        writer.name("code")
        writer.string(stopped?.status == .rejected ? "StepRejected" : "StepBlocked")
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
            writer.name("estimatedTimeFrame")
            writer.string(timeFrame)
        }
        writer.name("id")
        writer.string(step.plan.id)
        writer.name("stepName")
        writer.string(name(of: step))
        writer.name("description")
        writer.string(step.plan.description)
        writer.name("status")
        writer.string(step.status.rawValue)
        writer.name("messages")
        writer.beginArray()
        for message in step.messages { write(message, to: &writer) }
        writer.endArray()
        writer.name("progressPercentage")
        writer.integer(Int64(step.progress(at: now)))
        writer.endObject()
    }

    private func name(of step: Step) -> String {
        step.plan.phase == .signOff ? profile.signOffStepName : step.plan.name
    }

    private func write(_ message: StepMessage, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("messageHtml")
        writer.string(message.text.htmlEscaped)
        writer.name("level")
        writer.string(message.level.rawValue)
        writer.name("timestamp")
        writer.string(message.time.description)
        writer.endObject()
    }
}
