import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore
import VitrinePublishing

/// Where a publisher's machines are told what happens. Ours: the contract has none of it.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/webhooks` | owner | the webhooks |
/// | GET | `/api/publishers/{publisher}/webhooks/{webhook}` | owner | one of them |
/// | PUT | `/api/publishers/{publisher}/webhooks/{webhook}` | owner | makes or changes one |
/// | DELETE | `/api/publishers/{publisher}/webhooks/{webhook}` | owner | removes one, and what was on its way to it |
/// | POST | `/api/publishers/{publisher}/webhooks/{webhook}/ping` | owner | sends it a notice, to try it out |
struct WebhookRoutes: Sendable {
    let webhooks: Webhooks

    private static let all: PathPattern = "/api/publishers/{publisher}/webhooks"
    private static let one: PathPattern = "/api/publishers/{publisher}/webhooks/{webhook}"
    private static let ping: PathPattern = "/api/publishers/{publisher}/webhooks/{webhook}/ping"

    var endpoints: [Endpoint] {
        [
            .member(.owner, .get, Self.all) { _, permit in
                .json(try await webhooks.list(by: permit).map(WebhookRendering.webhook).jsonArray)
            },
            .member(.owner, .get, Self.one) { call, permit in
                .json(WebhookRendering.webhook(try await webhooks.webhook(Self.name(call), by: permit)))
            },
            .member(.owner, .put, Self.one) { call, permit in
                let name = try Self.name(call)
                let webhook = try await webhooks.put(try await call.json(), as: name, by: permit)
                return .json(WebhookRendering.webhook(webhook))
            },
            .member(.owner, .delete, Self.one) { call, permit in
                try await webhooks.remove(Self.name(call), by: permit)
                return .empty(.noContent)
            },
            .member(.owner, .post, Self.ping) { call, permit in
                try await webhooks.ping(Self.name(call), by: permit)
                return .json(Array("{}".utf8), status: .accepted)
            },
        ]
    }

    private static func name(_ call: Call) throws -> WebhookName {
        try WebhookName(call.parameters.text("webhook"))
    }
}
