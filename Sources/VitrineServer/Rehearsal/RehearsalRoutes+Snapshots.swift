import ExactJSON
import HTTPTypes
import HummingbirdCore
import VitrineCore
import VitrinePortalAPI
import VitrineRehearsal

/// Copies of the store, with the clock's time.
extension RehearsalRoutes {
    @Sendable func snapshots(_ call: Call) async throws -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("snapshots")
        writer.beginArray()
        for (name, time) in await rehearsal.snapshots.all { Self.write(name, time, to: &writer) }
        writer.endArray()
        writer.endObject()
        return .json(writer.bytes)
    }

    /// `{"name": TEXT}`; one of that name is replaced.
    @Sendable func makeSnapshot(_ call: Call) async throws -> Response {
        let body = try await RehearsalBody(call, known: ["name"])
        let name = try body.requiredText("name")
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
                || $0 == 0x5F || $0 == 0x2E
        }
        // A path that ends in these two is another one to most clients.
        guard isPlain, (1...64).contains(name.utf8.count), name != ".", name != ".." else {
            throw Refusal(
                .badRequest,
                "'name' is up to 64 letters, digits, '.', '-' and '_', and not '.' or '..' alone."
            )
        }
        let time = try await rehearsal.keep(name)
        var writer = JSONWriter()
        Self.write(name, time, to: &writer)
        return .json(writer.bytes, status: .created)
    }

    /// Store, clock and what was counted of steps are as they were. The journal goes on.
    @Sendable func restoreSnapshot(_ call: Call) async throws -> Response {
        _ = try await RehearsalBody(call, known: [])
        let name = try call.parameters.text("snapshot")
        guard try await rehearsal.restore(name) else { throw Self.none(name) }
        return clock()
    }

    @Sendable func removeSnapshot(_ call: Call) async throws -> Response {
        _ = try await RehearsalBody(call, known: [])
        let name = try call.parameters.text("snapshot")
        guard try await rehearsal.snapshots.remove(.named(name)) else { throw Self.none(name) }
        return .empty(.noContent)
    }

    private static func none(_ name: String) -> Refusal {
        Refusal(.pathNotFound, "There is no snapshot '\(name.prefix(64))'. GET /_rehearsal/snapshots lists them.")
    }

    private static func write(_ name: String, _ time: Timestamp, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("time", time.description)
        writer.endObject()
    }
}
