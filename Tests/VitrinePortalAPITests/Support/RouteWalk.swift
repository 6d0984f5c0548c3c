import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineSQLite
import VitrineServer
import VitrineTestKit

/// A route with real names in its places: tests that hold for all routes walk the table, so that a new one is covered.
struct Route: Sendable, CustomStringConvertible {
    let method: HTTPRequest.Method
    let requirement: Endpoint.Requirement
    let path: String
    let namesPublisher: Bool

    var description: String { "\(method) \(path)" }

    /// Whether it wants a signature in the URL, which the walk doesn't have.
    var isSigned: Bool { path.hasPrefix("/api/artifacts/") }

    /// The path with an API version, where the route needs one.
    var target: String { requirement == .nothing ? path : Portal.versioned(path) }
}

extension Portal {
    /// What stands in the places of patterns. A route with a place of another name fails the test that walks there.
    static func places(publisher: String = "contoso", offer: String = "vm") -> [String: String] {
        [
            "publisher": publisher, "offer": offer, "version": "1", "slot": "draft", "tenant": "contoso.example",
            "offerType": OfferBody.virtualMachine, "operation": walkedOperation.description,
            "name": "\(publisher)$\(offer)$1$preview", "webhook": "walked", "delivery": walkedDelivery.description,
            "digest": String(repeating: "0", count: 64),
        ]
    }

    /// The id of the operation that ``beginWalkedOperation()`` begins.
    private static let walkedOperation = GUID(high: 0x6F96_19FF_8B86_4011, low: 0xB42D_00CF_4FC9_64FF)

    private static let walkedDelivery = GUID(high: 0x6F96_19FF_8B86_4D01, low: 0xB42D_00CF_4FC9_64FF)

    /// Gives the usual offer the operation that is in the places of routes, and a version in production; and its publisher
    /// the webhook.
    func beginWalkedOperation() async throws {
        let request = OperationRequest(
            id: Self.walkedOperation,
            requester: "user x",
            notificationEmails: [],
            now: clock.now()
        )
        _ = try await put("/api/publishers/contoso/webhooks/walked", Self.webhook, as: .role(.owner))
        let name = OfferName(publisher: PortalFixture.contoso, offer: OfferID(stored: "vm"))
        let store = fixture.served.installation.store
        try await store.beginPublish(name, request)
        try await store.place(1, in: .production, of: name, at: clock.now())
    }

    /// A webhook that is in order.
    static let webhook = #"{"url":"https://hook.example/","secret":"sixteen bytes...","events":[]}"#

    /// Every route, with these names in its places.
    func routes(_ places: [String: String] = places()) throws -> [Route] {
        try fixture.served.api.routes.endpoints.map { endpoint in
            var path = endpoint.pattern.description
            for name in endpoint.pattern.parameters {
                let place = try #require(places[name], "What stands in \(endpoint.pattern)?")
                path = path.replacing("{\(name)}", with: place)
            }
            return Route(
                method: endpoint.method,
                requirement: endpoint.requirement,
                path: path,
                namesPublisher: !Set(endpoint.pattern.parameters).isDisjoint(with: ["publisher", "name"])
            )
        }
    }

    /// Walks a route. Writes get a body that is in order; whether it fits what is stored is the caller's matter.
    func walk(
        _ route: Route,
        method: HTTPRequest.Method? = nil,
        target: String? = nil,
        as caller: Caller = .role(.owner),
        _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        let method = method ?? route.method
        var headers = headers
        var body: [UInt8]?
        switch method {
        case .put:
            headers[.contentType] = headers[.contentType] ?? "application/json"
            body = Array((route.path.contains("/webhooks/") ? Self.webhook : OfferBody.titled("Walked")).utf8)
        case .post:
            let isForm = route.requirement == .nothing
            headers[.contentType] =
                headers[.contentType] ?? (isForm ? "application/x-www-form-urlencoded" : "application/json")
            body = Array((isForm ? "grant_type=client_credentials" : #"{"version":1}"#).utf8)
        case .delete:
            headers[.ifMatch] = headers[.ifMatch] ?? "*"
        default: break
        }
        return try await send(method, target ?? route.target, as: caller, headers, body: body)
    }
}
