import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import VitrineCatalog
import VitrineCore
import VitrineOfferTypes
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// A portal whose only offer type has secrets in plans and in their editions, as no built-in type has them yet.
struct MadeUpPortal: Sendable {
    let portal: Portal
    private let client: any TestClientProtocol

    static func with(_ work: @escaping @Sendable (MadeUpPortal) async throws -> Void) async throws {
        try await Portal.with { portal in
            let installation = portal.fixture.served.installation
            let registry = try OfferTypeRegistry(files: [RegistryFile("made-up.json", Array(type.utf8))])
            let catalog = Catalog(
                offers: installation.store,
                publishers: installation.store,
                registry: registry,
                vault: installation.vault,
                clock: installation.clock,
                profile: installation.settings.profile,
                artifacts: .none
            )
            let api = PortalAPI(
                PortalAPI.Needs(
                    catalog: catalog,
                    publishing: portal.fixture.served.publishing,
                    webhooks: portal.fixture.served.webhooks,
                    offers: installation.store,
                    registry: registry,
                    artifacts: portal.fixture.served.servedArtifacts,
                    gate: portal.fixture.served.gate,
                    verifier: OwnerOfContoso(),
                    issuer: installation.issuer,
                    profile: installation.settings.profile,
                    clock: installation.clock,
                    isReady: {},
                    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
                ),
                limits: RequestLimits(),
                address: IssuerAddress(fixed: nil),
                cacheBytes: 0
            )
            try await installation.access.set(OwnerOfContoso.member)
            try await Application(responder: api.responder).test(.router) { client in
                try await work(MadeUpPortal(portal: portal, client: client))
            }
        }
    }

    /// PUT of a definition, which is a JSON text.
    @discardableResult
    func put(_ definition: String) async throws -> Answer {
        let response = try await client.execute(
            uri: Portal.versioned(.offer),
            method: .put,
            headers: [.authorization: "Bearer owner", .contentType: "application/json"],
            body: ByteBuffer(string: OfferBody.with(definition: definition, type: "made-up"))
        )
        return Answer(response)
    }

    func get() async throws -> Answer {
        let headers: HTTPFields = [.authorization: "Bearer owner"]
        return Answer(try await client.execute(uri: Portal.versioned(.offer), method: .get, headers: headers))
    }

    private static let type = """
        {
          "format": 1, "kind": "type", "id": "made-up", "displayName": "Made up", "version": 1,
          "modules": [], "guards": [],
          "arrays": [{"path": "/plans", "itemID": "planId"}, {"path": "/plans/*/editions", "itemID": "planId"}],
          "closedObjects": [{"path": "/plans/*/repository", "open": ["user"]}],
          "secrets": ["/plans/*/password", "/plans/*/editions/*/key"],
          "fields": []
        }
        """
}

/// Everybody is the same owner of contoso: who is calling is not what these tests ask.
private struct OwnerOfContoso: TokenVerifier {
    private static let id = "00000000-0000-0000-0000-00000000000a"

    static let member = Member(publisher: PortalFixture.contoso, kind: .application, id: id, role: .owner)

    func verify(_ token: String) -> VerifiedToken {
        VerifiedToken(
            principal: Principal(application: Self.id, object: nil),
            expiresAt: Timestamp(secondsSince1970: 4_000_000_000)
        )
    }
}
