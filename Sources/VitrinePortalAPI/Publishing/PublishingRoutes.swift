import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore
import VitrinePublishing

/// What sets an offer in motion.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | POST | `/api/publishers/{publisher}/offers/{offer}/publish` | contributor | 202, and where the operation is |
/// | POST | `/api/publishers/{publisher}/offers/{offer}/golive` | contributor | the same |
/// | POST | `/api/publishers/{publisher}/offers/{offer}/cancel` | contributor | 202 while the worker carries it out, 200 when done |
/// | POST | `/api/publishers/{publisher}/offers/{offer}/rollback` | owner | 202, and where the operation is |
struct PublishingRoutes: Sendable {
    let publishing: Publishing

    private static let publish: PathPattern = "/api/publishers/{publisher}/offers/{offer}/publish"
    private static let goLive: PathPattern = "/api/publishers/{publisher}/offers/{offer}/golive"
    private static let cancel: PathPattern = "/api/publishers/{publisher}/offers/{offer}/cancel"
    private static let rollBack: PathPattern = "/api/publishers/{publisher}/offers/{offer}/rollback"

    var endpoints: [Endpoint] {
        [
            .member(.contributor, .post, Self.publish) { call, permit in
                let emails = try NotificationEmails.parse(try await call.optionalJSON())
                return try await started {
                    try await publishing.publish(call.offerID(), notifying: emails, by: permit)
                }
            },
            .member(.contributor, .post, Self.goLive) { call, permit in
                let emails = try NotificationEmails.parse(try await call.optionalJSON())
                return try await started {
                    try await publishing.goLive(call.offerID(), notifying: emails, by: permit)
                }
            },
            .member(.contributor, .post, Self.cancel, cancel),
            .member(.owner, .post, Self.rollBack) { call, permit in
                let version = try Self.version(in: try await call.json())
                return try await started { try await publishing.rollBack(call.offerID(), to: version, by: permit) }
            },
        ]
    }

    @Sendable private func cancel(_ call: Call, _ permit: Permit) async throws -> Response {
        let emails = try NotificationEmails.parse(try await call.optionalJSON())
        switch try await publishing.cancel(call.offerID(), notifying: emails, by: permit) {
        case .requested(let changed): return Self.answer(changed, .accepted)
        case .canceled(let changed): return Self.answer(changed, .ok)
        case .nothingToCancel: return .json(Self.nothing, status: .accepted)
        }
    }

    /// 202 with the operation's place; 409 with the running one's place when another runs.
    private func started(_ start: () async throws -> StartedOperation) async throws -> Response {
        do {
            return Self.answer(try await start(), .accepted)
        } catch let conflict as OperationInProgress {
            var response = Response.refusal(conflict.refusal)
            Self.place(conflict.running, conflict.offer, in: &response.headers)
            return response
        }
    }

    private static let nothing = Array("{}".utf8)

    private static func answer(_ started: StartedOperation, _ status: HTTPResponse.Status) -> Response {
        var response = Response.json(nothing, status: status)
        place(started.operation, started.offer, in: &response.headers)
        return response
    }

    private static func place(_ operation: OfferOperation, _ offer: Offer, in headers: inout HTTPFields) {
        let url = OperationURL.relative(operation, of: offer)
        headers[.location] = url
        headers[.operationLocation] = url
        headers[.retryAfter] = "1"
    }

    private static func version(in body: [UInt8]) throws(Refusal) -> Int64 {
        let root: JSONValue
        do {
            root = try JSONDocument(parsing: body).root
        } catch {
            throw Refusal(.badRequest, error.message)
        }
        guard let version = root["version"]?.int64, version > 0 else {
            throw Refusal(
                .badRequest,
                #"Say which version: {"version":2}."#,
                at: JSONPointer(tokens: ["version"])
            )
        }
        return version
    }
}
