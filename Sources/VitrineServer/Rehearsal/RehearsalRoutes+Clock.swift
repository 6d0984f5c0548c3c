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
            try await rehearsal.advance(to: end(body))
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
            guard let end = Timestamp(wire: to), end >= now, end <= RehearsalClock.last else {
                throw Refusal(
                    .badRequest,
                    "'to' is a time that isn't over, as 2030-05-01T10:00:00Z, in the year 8999 at the latest. It is \(now) now."
                )
            }
            return end
        default: throw Refusal(.badRequest, "An advance has either 'by', as \"90s\" or \"1d\", or 'to', a time.")
        }
    }

    /// Ten years at a time, and no further than the clock goes.
    private static func inReach(_ end: Timestamp) throws(ScenarioDuration.Problem) -> Timestamp {
        guard end <= RehearsalClock.last else { throw .tooLong }
        return end
    }
}
