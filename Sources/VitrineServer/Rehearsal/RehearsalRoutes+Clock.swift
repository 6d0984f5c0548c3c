import HummingbirdCore
import VitrineCore
import VitrinePortalAPI
import VitrineRehearsal

/// The marketplace's clock.
extension RehearsalRoutes {
    /// `{"action": "hold"}`, `{"action": "resume"}`, `{"action": "resume", "speed": 3600}`, `{"action": "advance", "by": "1d"}` or
    /// `{"action": "advance", "to": TIME}`.
    @Sendable func moveClock(_ call: Call) async throws -> Response {
        let body = try await RehearsalBody(call, known: ["action", "by", "to", "speed"])
        let action = try body.requiredText("action")
        let speed = try body.integer("speed", in: RehearsalClock.speeds)
        guard speed == nil || action == "resume" else { throw Refusal(.badRequest, "'speed' goes with resume.") }
        switch action {
        case "hold": rehearsal.clock.hold()
        case "resume":
            rehearsal.clock.resume(speed: speed)
            rehearsal.portal.wake()
        case "advance": try await rehearsal.advance(to: end(body))
        default: throw Refusal(.badRequest, "'action' is hold, resume or advance.")
        }
        return clock()
    }

    private func end(_ body: RehearsalBody) throws -> Timestamp {
        let now = rehearsal.clock.now()
        switch (try body.text("by"), try body.text("to")) {
        case (let by?, nil):
            do {
                let end = now.advanced(byTicks: try ScenarioDuration(by).milliseconds * 10_000)
                return try Self.inReach(end)
            } catch {
                throw Refusal(.badRequest, "'by': \(error.reason)")
            }
        case (nil, let to?):
            guard let end = Timestamp(wire: to), end >= now else {
                throw Refusal(.badRequest, "'to' is a time that isn't over, as 2030-05-01T10:00:00Z. It is \(now) now.")
            }
            return end
        default: throw Refusal(.badRequest, "An advance has either 'by', as \"90s\" or \"1d\", or 'to', a time.")
        }
    }

    /// Ten years at a time, and no further than times can be written.
    private static func inReach(_ end: Timestamp) throws(ScenarioDuration.Problem) -> Timestamp {
        guard Timestamp.calendar.contains(end) else { throw .tooLong }
        return end
    }
}
