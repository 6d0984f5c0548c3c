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
        switch try body.requiredText("action") {
        case "hold":
            try body.expect(["action"], of: "hold")
            rehearsal.clock.hold()
        case "resume":
            try body.expect(["action", "speed"], of: "resume")
            rehearsal.clock.resume(speed: try body.integer("speed", in: RehearsalClock.speeds))
            rehearsal.portal.wake()
        case "advance":
            try body.expect(["action", "by", "to"], of: "advance")
            try await rehearsal.advance(to: Self.end(body))
        default: throw Refusal(.badRequest, "'action' is hold, resume or advance.")
        }
        return clock()
    }

    /// Where an advance ends that begins at a time.
    private static func end(_ body: RehearsalBody) throws -> (_ now: Timestamp) throws -> Timestamp {
        switch (try body.text("by"), try body.text("to")) {
        case (let by?, nil):
            do {
                let span = try ScenarioDuration(by)
                return { now in try inReach(now.advanced(byTicks: span.milliseconds * 10_000)) }
            } catch {
                throw Refusal(.badRequest, "'by': \(error.reason)")
            }
        case (nil, let to?):
            guard let end = Timestamp(wire: to) else {
                throw Refusal(.badRequest, "'to' is a time in UTC, with a Z at its end: 2030-05-01T10:00:00Z.")
            }
            return { now in try isAhead(end, of: now) }
        default: throw Refusal(.badRequest, "An advance has either 'by', as \"90s\" or \"1d\", or 'to', a time.")
        }
    }

    private static func isAhead(_ end: Timestamp, of now: Timestamp) throws -> Timestamp {
        guard end >= now else { throw Refusal(.badRequest, "'to' is over: it is \(now) now.") }
        guard end <= RehearsalClock.last else { throw Refusal(.badRequest, "'to' is in the year 8999 at the latest.") }
        return end
    }

    /// Ten years at a time, and no further than the clock goes.
    private static func inReach(_ end: Timestamp) throws -> Timestamp {
        guard end <= RehearsalClock.last else {
            throw Refusal(.badRequest, "'by': \(ScenarioDuration.Problem.tooLong.reason)")
        }
        return end
    }
}
