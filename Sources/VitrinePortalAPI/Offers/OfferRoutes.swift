import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCatalog
import VitrineCore

/// Offers: retrieve, put, delete.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/offers/{offer}` | reader | the draft |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/versions/{version}` | reader | that version |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/slot/{slot}` | reader | what stands in the slot |
/// | PUT | `/api/publishers/{publisher}/offers/{offer}` | contributor | the draft, created or replaced |
/// | DELETE | `/api/publishers/{publisher}/offers/{offer}` | owner | nothing |
struct OfferRoutes: Sendable {
    let catalog: Catalog
    let rendered: RenderedOffers
    let profile: WireProfile
    let log: RequestLog

    private static let offer: PathPattern = "/api/publishers/{publisher}/offers/{offer}"
    private static let version: PathPattern = "/api/publishers/{publisher}/offers/{offer}/versions/{version}"
    private static let slot: PathPattern = "/api/publishers/{publisher}/offers/{offer}/slot/{slot}"

    var endpoints: [Endpoint] {
        [
            .read(Self.offer) { call, permit in
                try await rendered.representation(call.offerID(), .slot(.draft), by: permit)
            },
            .read(Self.version) { call, permit in
                try await rendered.representation(call.offerID(), .version(Self.version(call)), by: permit)
            },
            .read(Self.slot) { call, permit in
                try await rendered.representation(call.offerID(), .slot(call.slot()), by: permit)
            },
            .member(.contributor, .put, Self.offer, put),
            .member(.owner, .delete, Self.offer, delete),
        ]
    }

    @Sendable private func put(_ call: Call, _ permit: Permit) async throws -> Response {
        let id = try call.offerID()
        let body = try await call.json()
        let precondition = EntityTagHeaders.precondition(call.headers)
        let outcome = try await catalog.put(body, as: id, if: precondition, by: permit)
        var response = Representation(outcome.snapshot).response
        switch outcome.effect {
        case .created where profile.createAnswers201:
            response.status = .created
            response.headers[.location] = Self.path(of: outcome.snapshot.offer)
        case .replaced(unconditionally: true): log.overwroteUnconditionally(outcome.snapshot.offer)
        case .created, .replaced, .unchanged: break
        }
        return response
    }

    @Sendable private func delete(_ call: Call, _ permit: Permit) async throws -> Response {
        let precondition = EntityTagHeaders.precondition(call.headers)
        try await catalog.delete(call.offerID(), if: precondition, by: permit)
        return .empty(.noContent)
    }

    private static func version(_ call: Call) throws -> Int64 {
        let text = try call.parameters.text("version")
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text), number > 0 else {
            throw Refusal(.badRequest, "A version is a positive integer.")
        }
        return number
    }

    private static func path(of offer: Offer) -> String {
        "/api/publishers/\(offer.publisher)/offers/\(offer.id)?api-version=\(APIVersion.known[0])"
    }
}
