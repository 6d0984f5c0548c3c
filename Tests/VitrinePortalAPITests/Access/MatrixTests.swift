import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, sections 1 and 6: who may do what. What is expected is computed from what each route says that it requires,
/// so that a new route is covered by being there.
struct MatrixTests {
    /// Where a route's publisher leads.
    enum Namespace: String, Sendable, CaseIterable {
        case own = "contoso"
        case other = "fabrikam"
        case missing = "nowhere"
    }

    static let callers: [Caller] =
        [.nobody, .stranger] + Role.allCases.map { .role($0) } + Role.allCases.map { .neighbour($0) }

    @Test(arguments: callers)
    func `every route in every namespace lets in whom it says, and nobody else`(caller: Caller) async throws {
        try await Portal.with { portal in
            for namespace in Namespace.allCases {
                for route in try portal.routes(Portal.places(publisher: namespace.rawValue)) {
                    // Deletes and puts would change what the next route meets.
                    _ = try await portal.put(.offer, OfferBody.titled("A"))
                    let theirs = "/api/publishers/fabrikam/offers/vm"
                    _ = try await portal.put(theirs, OfferBody.titled("A"), as: .neighbour(.owner))
                    let answer = try await portal.walk(route, as: caller)
                    // No token counts where a signature is asked for.
                    let expected =
                        route.isSigned
                        ? Verdict.forbidden
                        : Self.verdict(on: caller, route.requirement, in: route.namesPublisher ? namespace : nil)
                    #expect(Verdict(answer) == expected, "\(route) in \(namespace): \(answer.text)")
                    if expected == .letIn, route.requirement != .nothing, !Self.dependsOnOperations(route) {
                        #expect((200..<300).contains(answer.status), "\(route): \(answer.text)")
                    }
                }
            }
        }
    }

    /// Whether what it answers to who is let in depends on what was published before.
    private static func dependsOnOperations(_ route: Route) -> Bool {
        ["/publish", "/validate", "/golive", "/rollback", "/diff"].contains { route.path.hasSuffix($0) }
            || ["/operations/", "/approvals/", "/webhooks/", "/deliveries/"].contains { route.path.contains($0) }
    }

    private static let ownersPlaces = ["/approvals", "/webhooks", "/deliveries"]

    @Test func `the requirements are the contract's`() async throws {
        try await Portal.with { portal in
            for route in try portal.routes() {
                let expected: Endpoint.Requirement =
                    switch (route.method, route.path) {
                    case (_, let path) where !path.hasPrefix("/api/"): .nothing
                    case (.get, let path) where path.hasPrefix("/api/artifacts/"): .nothing
                    case (.get, "/api/publishers"): .token
                    case (.get, let path) where path.hasPrefix("/api/offerTypes"): .token
                    case (_, let path) where Self.ownersPlaces.contains { path.contains($0) }: .role(.owner)
                    case (.get, _): .role(.reader)
                    case (.post, let path) where path.hasSuffix("/validate"): .role(.reader)
                    case (.delete, _): .role(.owner)
                    case (.post, let path) where path.hasSuffix("/rollback"): .role(.owner)
                    default: .role(.contributor)
                    }
                #expect(route.requirement == expected, "\(route)")
            }
        }
    }

    @Test func `each role may what the ones before it may`() {
        for (lower, higher) in zip(Role.allCases, Role.allCases.dropFirst()) { #expect(lower < higher) }
        #expect(Role.allCases == [.reader, .contributor, .owner])
    }

    enum Verdict: Equatable {
        case letIn, unauthorized, forbidden

        init(_ answer: Answer) {
            self =
                switch answer.status {
                case 401: .unauthorized
                case 403: .forbidden
                default: .letIn
                }
        }
    }

    private static func verdict(
        on caller: Caller,
        _ requirement: Endpoint.Requirement,
        in namespace: Namespace?
    ) -> Verdict {
        switch requirement {
        case .nothing: return .letIn
        case .token: return caller == .nobody ? .unauthorized : .letIn
        case .role(let needed):
            guard caller != .nobody else { return .unauthorized }
            guard let namespace, let role = role(of: caller, in: namespace) else { return .forbidden }
            return role >= needed ? .letIn : .forbidden
        }
    }

    private static func role(of caller: Caller, in namespace: Namespace) -> Role? {
        switch (caller, namespace) {
        case (.role(let role), .own), (.neighbour(let role), .other): role
        default: nil
        }
    }
}
