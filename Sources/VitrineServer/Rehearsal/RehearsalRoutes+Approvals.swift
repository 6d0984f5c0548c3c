import ExactJSON
import HTTPTypes
import HummingbirdCore
import VitrineCore
import VitrinePortalAPI
import VitrinePublishing
import VitrineSQLite

/// The person whom a scenario lets a step ask.
extension RehearsalRoutes {
    @Sendable func waiting(_ call: Call) async throws -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("waiting")
        writer.beginArray()
        for operation in try await rehearsal.portal.installation.store.awaitingApproval() {
            writer.beginObject()
            writer.member("operation", operation.id.description)
            writer.member("publisher", operation.publisher.text)
            writer.member("offer", operation.offer.text)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return .json(writer.bytes)
    }

    /// `{"decision": "approve"}` or `{"decision": "reject"}`, with a `comment` or without.
    @Sendable func decide(_ call: Call) async throws -> Response {
        let body = try await RehearsalBody(call, known: ["decision", "comment"])
        let decision = try body.requiredText("decision")
        guard ["approve", "reject"].contains(decision) else {
            throw Refusal(.badRequest, "'decision' is approve or reject.")
        }
        guard let id = GUID(try call.parameters.text("operation")) else {
            throw Refusal(.operationNotFound, "The path names no operation by its id.")
        }
        try await rehearsal.decide(
            ApprovalDecision(approves: decision == "approve", comment: try body.text("comment") ?? ""),
            on: id
        )
        return .empty(.noContent)
    }
}
