package import Logging
package import VitrineAccess
package import VitrineCatalog
package import VitrineCore
import VitrineOfferTypes
package import VitrinePortalAPI
package import VitrinePublishing
import VitrineSQLite

/// An installation with its use cases and the portal's wire in front of it: everything but the socket.
package struct ServedPortal: Sendable {
    package let installation: Installation
    package let catalog: Catalog
    package let publishing: Publishing
    package let gate: AccessGate
    package let api: PortalAPI
    private let signal: WorkSignal
    private let checks: [any PublishCheck]
    private let logger: Logger

    /// Puts the house together; tokens of `issuers` are taken beside the built-in one's.
    ///
    /// - Throws: When the registry or the interface's description, which are built in, can't be read.
    package init(_ installation: Installation, issuers: [ExternalIssuer], logger: Logger) throws {
        let settings = installation.settings
        let store = installation.store
        let registry = try OfferTypeRegistry.builtIn()
        let catalog = Catalog(
            offers: store,
            publishers: store,
            registry: registry,
            vault: installation.vault,
            clock: installation.clock,
            profile: settings.profile
        )
        let signal = WorkSignal()
        let publishing = Publishing(
            offers: store,
            operations: store,
            registry: registry,
            workflows: try Workflows.builtIn(),
            clock: installation.clock,
            profile: settings.profile,
            signal: signal,
            approver: settings.approver
        )
        let gate = AccessGate(members: store, offers: store)
        let verifier = BearerTokens(
            builtIn: installation.signingKeys,
            issuers: issuers,
            marks: store,
            clock: installation.clock,
            audience: Audience(settings.audience)
        )
        let needs = PortalAPI.Needs(
            catalog: catalog,
            publishing: publishing,
            offers: store,
            registry: registry,
            gate: gate,
            verifier: verifier,
            issuer: installation.issuer,
            profile: settings.profile,
            clock: installation.clock,
            isReady: { try await store.check() },
            logger: logger
        )
        api = try PortalAPI(
            needs,
            limits: RequestLimits(bodyBytes: settings.bodyBytes),
            address: IssuerAddress(fixed: settings.publicURL),
            cacheBytes: settings.cacheBytes
        )
        self.installation = installation
        self.catalog = catalog
        self.publishing = publishing
        self.signal = signal
        checks = try PublishChecks.configured(settings, clock: installation.clock)
        self.logger = logger
        self.gate = gate
    }

    /// The one that moves operations on. The embedded store has one worker at a time, because it has one server.
    ///
    /// Without `checks` its steps do nothing but take their time: for seeding, before anybody is served.
    package func worker(pace: Pace, asksChecks: Bool = true) -> PublishingWorker {
        let store = installation.store
        return PublishingWorker(
            operations: store,
            runner: StepRunner(
                offers: store,
                checks: asksChecks ? checks : [],
                clock: installation.clock,
                logger: logger
            ),
            pace: pace,
            clock: installation.clock,
            signal: signal,
            id: Self.workerID,
            logger: logger
        )
    }

    private static let workerID = GUID(high: 0x4000, low: 0x8000_0000_0000_0001)
}
