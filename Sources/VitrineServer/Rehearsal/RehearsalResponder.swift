import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import VitrineCore
import VitrinePortalAPI
import VitrineRehearsal

/// Stands in front of the portal in a rehearsal: lets faults strike, and writes down what was said.
///
/// What is below `/_rehearsal` goes to the rehearsal's own endpoints: no fault strikes there, and nothing is written down.
struct RehearsalResponder: HTTPResponder {
    typealias Context = PortalContext

    private let portal: PortalResponder
    private let controls: PortalResponder
    private let rehearsal: Rehearsal
    private let bodyBytes: Int
    private let wall: any WallClock

    init(_ rehearsal: Rehearsal) {
        let served = rehearsal.portal
        portal = served.api.responder
        controls = served.api.responder.leading(to: RehearsalRoutes(rehearsal).endpoints)
        bodyBytes = served.installation.settings.bodyBytes
        wall = served.installation.accessClock
        self.rehearsal = rehearsal
    }

    func respond(to request: Request, context: PortalContext) async throws -> Response {
        guard !RehearsalRoutes.contain(request.head.path ?? "") else {
            return try await controls.respond(to: request, context: context)
        }
        let body = await ReceivedBody(request.body, upTo: bodyBytes)
        let call = RehearsedCall(
            request: Request(head: request.head, body: body.again),
            body: body.bytes,
            time: wall.now(),
            started: ContinuousClock.now
        )
        rehearsal.calls.begin()
        defer { rehearsal.calls.end() }
        return try await answer(call, context)
    }

    private func answer(_ call: RehearsedCall, _ context: PortalContext) async throws -> Response {
        let caller = await rehearsal.caller(of: call)
        let subject = FaultSubject(method: call.method, path: call.target, caller: caller)
        var decision = rehearsal.faults.decide(subject)
        let isHeard = await wait(decision.latency, for: context.channel)
        guard isHeard, let response = try await response(to: call, decision, context) else {
            note(call, caller, decision, answer: nil)
            try? await context.channel.close()
            return Response(status: .internalServerError)
        }
        let collected = try await CollectedAnswer(response, to: call.request.method)
        if decision.ending == nil, response.status.kind == .successful {
            for edit in rehearsal.faults.decide(after: subject) where await make(edit) {
                decision.rules.append(edit.rule)
            }
        }
        let struck = decision
        return collected.response(truncatedAfter: struck.truncateAfter, closing: context.channel) { answer in
            note(call, caller, struck, answer: answer)
        }
    }

    /// Holds a call back. Whether the client is still there afterwards, and the rehearsal is.
    private func wait(_ latency: ScenarioDuration, for channel: any Channel) async -> Bool {
        guard latency.milliseconds > 0 else { return true }
        return await rehearsal.calls.hold(for: .milliseconds(latency.milliseconds), on: channel)
    }

    /// Says whether it was made. One that the rules refuse is the scenario's mistake, and not the caller's.
    private func make(_ edit: OfferEdit) async -> Bool {
        do {
            return try await rehearsal.people.make(edit)
        } catch {
            let offer = "\(edit.publisher)/\(edit.offer)"
            rehearsal.portal.logger.error(
                "an edit of the scenario was refused",
                metadata: [LogKey.offerID: "\(offer)", LogKey.error: "\(String(reflecting: error))"]
            )
            return false
        }
    }

    /// `nil` for a connection that is dropped.
    private func response(
        to call: RehearsedCall,
        _ decision: FaultDecision,
        _ context: PortalContext
    ) async throws -> Response? {
        switch decision.ending {
        case .drop: return nil
        case .answer(let answer): return Response(answer)
        case nil:
            var context = context
            context.tokenLifetime = decision.tokenLifetime.map { .seconds($0.seconds) }
            return try await portal.respond(to: call.request, context: context)
        }
    }

    private func note(
        _ call: RehearsedCall,
        _ caller: String?,
        _ decision: FaultDecision,
        answer: Exchange.Answer?
    ) {
        let taken = call.started.duration(to: .now).components
        rehearsal.journal.append(
            Exchange(
                time: call.time,
                microseconds: taken.seconds * 1_000_000 + taken.attoseconds / 1_000_000_000_000,
                caller: caller,
                fault: decision.shown,
                isMadeUp: decision.ending != nil,
                request: call.shown,
                answer: answer
            )
        )
    }
}

extension Response {
    /// What a fault answers.
    fileprivate init(_ answer: FaultAnswer) {
        var headers = HTTPFields()
        for field in answer.headers {
            guard let name = HTTPField.Name(field.name) else { continue }
            headers.append(HTTPField(name: name, value: field.value))
        }
        self.init(
            status: HTTPResponse.Status(code: answer.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }
}
