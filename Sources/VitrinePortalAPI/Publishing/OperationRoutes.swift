import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore
import VitrinePublishing

/// What has become of an offer's operations.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/status` | reader | the offer's status and the newest operation's steps |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/submissions` | reader | its operations, newest first |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/operations` | reader | the same |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/operations/{operation}` | reader | one of them |
/// | GET | `/api/operations/{name}` | reader | the same, by `{publisher}${offer}${number}${preview or live}` |
struct OperationRoutes: Sendable {
    let publishing: Publishing
    let rendering: OperationRendering

    private static let status: PathPattern = "/api/publishers/{publisher}/offers/{offer}/status"
    private static let submissions: PathPattern = "/api/publishers/{publisher}/offers/{offer}/submissions"
    private static let operations: PathPattern = "/api/publishers/{publisher}/offers/{offer}/operations"
    private static let operation: PathPattern = "/api/publishers/{publisher}/offers/{offer}/operations/{operation}"
    private static let older: PathPattern = "/api/operations/{name}"

    var endpoints: [Endpoint] {
        [
            .member(.reader, .get, Self.status) { call, permit in
                let report = try await publishing.report(call.offerID(), by: permit)
                return asking(.json(rendering.status(report)), toComeBackTo: report.newest)
            },
            .member(.reader, .get, Self.submissions, list),
            .member(.reader, .get, Self.operations, list),
            .member(.reader, .get, Self.operation) { call, permit in
                guard let id = GUID(try call.parameters.text("operation")) else {
                    throw Refusal(.badRequest, "An operation's id is a GUID.")
                }
                return answer(try await publishing.operation(.id(id), of: call.offerID(), by: permit))
            },
            .member(
                .reader,
                .get,
                Self.older,
                of: { try PublisherID(lookup: $0.text("name", before: "$")) },
                byOlderName
            ),
        ]
    }

    @Sendable private func list(_ call: Call, _ permit: Permit) async throws -> Response {
        let states = try Self.states(call.query["submissionState"] ?? call.query["status"])
        let found = try await publishing.submissions(of: call.offerID(), in: states, by: permit)
        return asking(.json(found.map(rendering.submission).jsonArray), toComeBackTo: found.first)
    }

    @Sendable private func byOlderName(_ call: Call, _ permit: Permit) async throws -> Response {
        let name = try Self.name(in: call.parameters)
        let report = try await publishing.operation(.number(name.number), of: name.offer, by: permit)
        guard let operation = report.newest, OperationURL.word(for: operation.kind) == name.word else {
            throw Refusal(.operationNotFound, "The offer '\(name.offer)' has no such operation.")
        }
        return answer(report)
    }

    private func answer(_ report: OfferReport) -> Response {
        guard let operation = report.newest else { return .json(rendering.status(report)) }
        return asking(.json(rendering.operation(operation, report)), toComeBackTo: operation)
    }

    /// The answer with `Retry-After` while the operation runs: seconds until there may be news, from one to a minute.
    private func asking(_ response: Response, toComeBackTo operation: OfferOperation?) -> Response {
        guard let operation, operation.state == .running else { return response }
        var response = response
        let seconds = publishing.untilNews(of: operation)?.components.seconds ?? 1
        response.headers[.retryAfter] = String(min(60, max(1, seconds)))
        return response
    }

    private static func name(in parameters: PathParameters) throws -> OlderOperationName {
        try OlderOperationName(parameters.text("name"))
    }

    /// The filter's word; words compare without case, as clients spell them both ways.
    private static func states(_ word: String?) throws(Refusal) -> Set<OperationState>? {
        guard let word, !word.isEmpty else { return nil }
        if word.asciiFolded == "completed" { return [.succeeded, .failed, .canceled] }
        guard let state = OperationState.allCases.first(where: { $0.rawValue.asciiFolded == word.asciiFolded }) else {
            let known = OperationState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.badRequest, "There is no such state. Known: \(known), completed.")
        }
        return [state]
    }
}
