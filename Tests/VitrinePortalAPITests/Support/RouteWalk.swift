import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// A route with real names in its places: tests that hold for all routes walk the table, so that a new one is covered.
struct Route: Sendable, CustomStringConvertible {
    let method: HTTPRequest.Method
    let requirement: Endpoint.Requirement
    let path: String
    let namesPublisher: Bool

    var description: String { "\(method) \(path)" }

    /// The path with an API version, where the route needs one.
    var target: String { requirement == .nothing ? path : Portal.versioned(path) }
}

extension Portal {
    /// What stands in the places of patterns. A route with a place of another name fails the test that walks there.
    static func places(publisher: String = "contoso", offer: String = "vm") -> [String: String] {
        [
            "publisher": publisher, "offer": offer, "version": "1", "slot": "draft", "tenant": "contoso.example",
            "offerType": OfferBody.virtualMachine,
        ]
    }

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
                namesPublisher: endpoint.pattern.parameters.contains("publisher")
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
            body = Array(OfferBody.titled("Walked").utf8)
        case .post:
            headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
            body = Array("grant_type=client_credentials".utf8)
        case .delete:
            headers[.ifMatch] = headers[.ifMatch] ?? "*"
        default: break
        }
        return try await send(method, target ?? route.target, as: caller, headers, body: body)
    }
}
