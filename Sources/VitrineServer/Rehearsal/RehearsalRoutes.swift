import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore
package import VitrinePortalAPI
import VitrineRehearsal

/// What a rehearsal can be told and asked, below `/_rehearsal`. Nothing needs a token: only this machine is answered.
package struct RehearsalRoutes: Sendable {
    let rehearsal: Rehearsal

    static let root = "/_rehearsal"

    /// Whether a request's target is one of these, whether there is such an endpoint or not.
    static func contain(_ target: String) -> Bool {
        let path = String(target.prefix { $0 != "?" }).asciiFolded
        return path == root || path.hasPrefix(root + "/")
    }

    package init(_ rehearsal: Rehearsal) {
        self.rehearsal = rehearsal
    }

    package var endpoints: [Endpoint] {
        [
            Self.local(.get, "/_rehearsal", overview),
            Self.local(.get, "/_rehearsal/openapi.json") { _ in .json(RehearsalDescription.json) },
            Self.local(.get, "/_rehearsal/docs") { _ in try .page(OpenAPIDocument(json: RehearsalDescription.json)) },
            Self.local(.get, "/_rehearsal/clock") { _ in clock() },
            Self.local(.post, "/_rehearsal/clock", moveClock),
            Self.local(.get, "/_rehearsal/journal", journal),
            Self.local(.delete, "/_rehearsal/journal", clearJournal),
            Self.local(.get, "/_rehearsal/report", report),
            Self.local(.post, "/_rehearsal/reset", reset),
            Self.local(.get, "/_rehearsal/snapshots", snapshots),
            Self.local(.post, "/_rehearsal/snapshots", makeSnapshot),
            Self.local(.post, "/_rehearsal/snapshots/{snapshot}/restore", restoreSnapshot),
            Self.local(.delete, "/_rehearsal/snapshots/{snapshot}", removeSnapshot),
            Self.local(.get, "/_rehearsal/approvals", waiting),
            Self.local(.post, "/_rehearsal/approvals/{operation}", decide),
        ]
    }

    @Sendable private func overview(_ call: Call) async throws -> Response {
        let scenario = rehearsal.scenario
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("scenario", scenario.name)
        writer.member("description", scenario.description)
        writer.name("clock")
        write(clockTo: &writer)
        writer.name("journal")
        writer.beginObject()
        writer.member("exchanges", Int64(rehearsal.journal.count))
        writer.member("dropped", Int64(rehearsal.journal.dropped))
        writer.endObject()
        writer.endObject()
        return .json(writer.bytes)
    }

    func clock() -> Response {
        var writer = JSONWriter()
        write(clockTo: &writer)
        return .json(writer.bytes)
    }

    private func write(clockTo writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("now", rehearsal.clock.now().description)
        writer.member("state", rehearsal.clock.isHeld ? "held" : "running")
        writer.member("speed", Int64(rehearsal.clock.speed))
        writer.endObject()
    }

    @Sendable private func reset(_ call: Call) async throws -> Response {
        let body = try await RehearsalBody(call, known: ["scenario"])
        try await rehearsal.reset(to: try body.text("scenario"))
        return .empty(.noContent)
    }
}
