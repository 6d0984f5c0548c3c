import HTTPTypes
import Hummingbird
package import HummingbirdCore
import VitrineCore

/// Answers every request: finds its endpoint, asks what the endpoint requires, runs it, and turns what went wrong into
/// the error shape. The one way in.
///
/// The order of checks is the contract's: path and method, 401, 400 for the API version, 403, then the rest.
package struct PortalResponder: HTTPResponder {
    package typealias Context = PortalContext

    private let routes: RouteTable
    private let verifier: any TokenVerifier
    private let gate: AccessGate
    private let limits: RequestLimits
    private let log: RequestLog
    private let reads: RememberedReads
    private let requestIDs: RequestIDSource

    init(
        routes: RouteTable,
        verifier: any TokenVerifier,
        gate: AccessGate,
        reads: RememberedReads,
        requestIDs: RequestIDSource,
        limits: RequestLimits,
        log: RequestLog
    ) {
        self.routes = routes
        self.verifier = verifier
        self.gate = gate
        self.limits = limits
        self.reads = reads
        self.requestIDs = requestIDs
        self.log = log
    }

    /// The same way in, to other endpoints.
    package func leading(to endpoints: [Endpoint]) -> PortalResponder {
        PortalResponder(
            routes: RouteTable(endpoints),
            verifier: verifier,
            gate: gate,
            reads: reads,
            requestIDs: requestIDs,
            limits: limits,
            log: log
        )
    }

    package func respond(to request: Request, context: PortalContext) async throws -> Response {
        let ids = CorrelationIDs(request.headers, source: requestIDs)
        let started = ContinuousClock.now
        var response: Response
        do {
            response = try await answer(request, context)
        } catch {
            response = FailureAnswer.response(for: error, ids: ids, log: log)
        }
        if request.method == .head { response = response.withoutBody }
        ids.stamp(&response.headers)
        log.answered(
            method: request.method.rawValue,
            target: request.head.path ?? "",
            status: response.status.code,
            ids,
            since: started
        )
        return response
    }

    private func answer(_ request: Request, _ context: PortalContext) async throws -> Response {
        let target = RequestTarget(request.head.path ?? "")
        let (endpoint, parameters) = try routes.endpoint(for: request.method, target.segments)
        let call = { (query: QueryParameters) in
            Call(
                request: request,
                parameters: parameters,
                query: query,
                remote: context.remote,
                limits: limits,
                tokenLifetime: context.tokenLifetime
            )
        }
        switch endpoint.handler {
        case .open(let handle):
            return try await handle(call(try QueryParameters(parsing: target.query)))
        case .signedIn(let handle):
            let bearer = try await bearer(of: request)
            let query = try versionedQuery(target)
            return try await handle(call(query), bearer.verified.principal)
        case .member(let role, let publisher, let handle):
            let bearer = try await bearer(of: request)
            let query = try versionedQuery(target)
            return try await handle(call(query), permit(for: bearer, as: role, in: publisher(parameters)))
        case .read(let handle):
            let mark = reads.mark
            let bearer = try await bearer(of: request)
            let query = try versionedQuery(target)
            let representation = try await handle(
                call(query),
                permit(for: bearer, as: .reader, in: Endpoint.publisher(in: parameters))
            )
            if let mark {
                let question = RememberedReads.Question(target: request.head.path ?? "", token: bearer.token)
                reads.remember(representation, for: question, until: bearer.verified.expiresAt, under: mark)
            }
            return representation.response(to: request.headers)
        }
    }

    private func bearer(of request: Request) async throws -> Bearer {
        guard let token = BearerToken.text(in: request.headers) else { throw TokenRejection.missing }
        return Bearer(token: token, verified: try await verifier.verify(token))
    }

    private func permit(
        for bearer: Bearer,
        as role: Role,
        in publisher: PublisherID
    ) async throws -> Permit {
        try await gate.admit(bearer.verified.principal, as: role, in: publisher)
    }

    private func versionedQuery(_ target: RequestTarget) throws(Refusal) -> QueryParameters {
        let query = try QueryParameters(parsing: target.query)
        try APIVersion.check(query["api-version"])
        return query
    }
}

/// A good token's text, and whose it is.
private struct Bearer {
    let token: String
    let verified: VerifiedToken
}
