import ExactJSON
package import VitrineCore

/// Asks a service of the operator's: it gets the operation and says accept, reject or later.
///
/// The request is a signed POST of ``request(about:)``; the answer is
/// `{"decision":"accept"|"reject"|"later","messages":["..."],"retryAfterSeconds":60}`, the last two optional. A service that
/// can't be reached, or says anything else, blocks the step: the check fails closed.
package struct ExternalCheck: PublishCheck {
    package let name = "external check"
    package let enforcement = CheckEnforcement.enforced

    /// Sends a body to the service and gives its answer; throws when there is none.
    package typealias Call = @Sendable (_ id: GUID, _ body: [UInt8]) async throws -> [UInt8]

    /// Longest time until it is asked again, in seconds.
    private static let longestPostponement: Int64 = 86_400

    /// Most messages of one answer that are shown.
    private static let mostMessages = 50

    private let call: Call

    package init(calling call: @escaping Call) {
        self.call = call
    }

    package func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool {
        operation.kind == .publish && step.id == StepPlan.certification
    }

    package func ask(about subject: CheckSubject) async throws -> CheckVerdict {
        let answer = try await call(subject.operation.id, Self.request(about: subject))
        return try verdict(answer, at: subject.now)
    }

    /// What the service gets: names and numbers, and the definition without its secrets.
    package static func request(about subject: CheckSubject) -> [UInt8] {
        let operation = subject.operation
        var writer = JSONWriter(reservingCapacity: subject.version.definition.count + 512)
        writer.beginObject()
        writer.member("operationId", operation.id.description)
        writer.member("publisherId", operation.publisher.text)
        writer.member("offerId", operation.offer.text)
        writer.member("offerTypeId", operation.offerType.rawValue)
        writer.member("offerVersion", operation.offerVersion)
        writer.member("step", subject.step.plan.id)
        writer.name("definition")
        writer.raw(subject.version.definition)
        writer.endObject()
        return writer.bytes
    }

    private func verdict(_ answer: [UInt8], at now: Timestamp) throws -> CheckVerdict {
        let root = try JSONDocument(parsing: answer).root
        let texts = (root["messages"]?.elements.compactMap(\.string) ?? []).prefix(Self.mostMessages)
        func messages(_ level: StepMessage.Level) -> [StepMessage] {
            texts.map { StepMessage(String($0.prefix(2_000)), level, at: now) }
        }
        switch root["decision"]?.string {
        case "accept": return .passed(messages(.information))
        case "reject":
            let said = messages(.error)
            return .failed(said.isEmpty ? [StepMessage(.refusedByCheck, at: now)] : said)
        case "later":
            let seconds = min(max(1, root["retryAfterSeconds"]?.int64 ?? 60), Self.longestPostponement)
            return .later(now.advanced(bySeconds: seconds), messages(.information))
        default: throw UnknownDecision()
        }
    }
}

/// The service's answer has no decision that is known.
private struct UnknownDecision: Error {}
