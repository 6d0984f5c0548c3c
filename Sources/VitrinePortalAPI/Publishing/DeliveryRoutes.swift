import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore
import VitrinePublishing

/// What is on its way to webhooks and mailboxes, and the dead letters. Ours: the contract has none of it.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/deliveries` | owner | what has not arrived, the oldest first, a page at a time |
/// | POST | `/api/publishers/{publisher}/deliveries/{delivery}/replay` | owner | has one tried again now |
/// | DELETE | `/api/publishers/{publisher}/deliveries/{delivery}` | owner | gives one up for good |
struct DeliveryRoutes: Sendable {
    let webhooks: Webhooks

    private static let all: PathPattern = "/api/publishers/{publisher}/deliveries"
    private static let one: PathPattern = "/api/publishers/{publisher}/deliveries/{delivery}"
    private static let replay: PathPattern = "/api/publishers/{publisher}/deliveries/{delivery}/replay"

    var endpoints: [Endpoint] {
        [
            .member(.owner, .get, Self.all, list),
            .member(.owner, .post, Self.replay) { call, permit in
                try await webhooks.replay(Self.id(try call.parameters.text("delivery")), by: permit)
                return .json(Array("{}".utf8), status: .accepted)
            },
            .member(.owner, .delete, Self.one) { call, permit in
                try await webhooks.discard(Self.id(try call.parameters.text("delivery")), by: permit)
                return .empty(.noContent)
            },
        ]
    }

    @Sendable private func list(_ call: Call, _ permit: Permit) async throws -> Response {
        let page = PageQuestion(usual: 100, largest: Webhooks.largestPage)
        let top = try page.top(call.query)
        let state = try Self.state(call.query["state"])
        let after = try call.query["$skiptoken"].map(Self.id)
        let found = try await webhooks.deliveries(in: state, after: after, limit: top, by: permit)
        var response = Response.json(found.map(WebhookRendering.delivery).jsonArray)
        if found.count == top, let last = found.last {
            let filter = state.map { "&state=\($0.rawValue)" } ?? ""
            let path = "/api/publishers/\(permit.publisher)/deliveries"
            response.headers[.link] = PageQuestion.nextLink(path, top: top, token: "\(last.id)", filter)
        }
        return response
    }

    private static func id(_ text: String) throws(Refusal) -> GUID {
        guard let id = GUID(text) else { throw Refusal(.badRequest, "A delivery's id is a GUID.") }
        return id
    }

    private static func state(_ word: String?) throws(Refusal) -> Delivery.State? {
        guard let word else { return nil }
        guard let state = Delivery.State(rawValue: word) else {
            let known = Delivery.State.allCases.map(\.rawValue).joined(separator: " and ")
            throw Refusal(.badRequest, "A delivery's state is one of \(known).")
        }
        return state
    }
}
