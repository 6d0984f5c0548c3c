import HTTPTypes
import Hummingbird
package import HummingbirdCore
package import Logging
package import VitrineCore

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
    private let requestIDs = RequestIDSource()

    package init(
        routes: RouteTable,
        verifier: any TokenVerifier,
        gate: AccessGate,
        limits: RequestLimits,
        logger: Logger
    ) {
        self.routes = routes
        self.verifier = verifier
        self.gate = gate
        self.limits = limits
        log = RequestLog(logger: logger)
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
        log.answered(request, response, ids, since: started)
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
                limits: limits
            )
        }
        switch endpoint.handler {
        case .open(let handle):
            return try await handle(call(try QueryParameters(parsing: target.query)))
        case .signedIn(let handle):
            let principal = try await principal(of: request)
            let query = try versionedQuery(target)
            return try await handle(call(query), principal)
        case .member(let role, let handle):
            let principal = try await principal(of: request)
            let query = try versionedQuery(target)
            let publisher = try PublisherID(lookup: parameters.text("publisher"))
            let permit = try await gate.admit(principal, as: role, in: publisher)
            return try await handle(call(query), permit)
        }
    }

    private func principal(of request: Request) async throws -> Principal {
        guard let token = BearerToken.text(in: request.headers) else { throw TokenRejection.missing }
        return try await verifier.verify(token).principal
    }

    private func versionedQuery(_ target: RequestTarget) throws(Refusal) -> QueryParameters {
        let query = try QueryParameters(parsing: target.query)
        try APIVersion.check(query["api-version"])
        return query
    }
}
