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
    package let webhooks: Webhooks
    package let gate: AccessGate
    package let api: PortalAPI
    private let signal: WorkSignal
    private let notices: NoticeWriter
    private let outbound: Outbound
    private let checks: [any PublishCheck]
    private let logger: Logger

    /// Puts the house together; tokens of `issuers` are taken beside the built-in one's.
    ///
    /// - Throws: ``SettingError`` for settings of what goes out that can't be used; when the registry or the interface's
    ///   description, which are built in, can't be read.
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
        let outbound = try Outbound(settings, vault: installation.vault, clock: installation.clock)
        let signal = WorkSignal()
        let notices = NoticeWriter(signal: WorkSignal(), mails: settings.mail != nil, approver: settings.approver)
        let webhooks = Webhooks(
            outbox: store,
            vault: installation.vault,
            clock: installation.clock,
            signal: notices.signal,
            checkURL: outbound.refusal
        )
        let publishing = Publishing(
            offers: store,
            operations: store,
            registry: registry,
            workflows: try Workflows.builtIn(),
            clock: installation.clock,
            profile: settings.profile,
            signal: signal,
            notices: notices,
            validation: settings.validation,
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
            webhooks: webhooks,
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
        checks = PublishChecks.configured(settings, by: outbound)
        self.webhooks = webhooks
        self.notices = notices
        self.outbound = outbound
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
            notices: notices,
            pace: pace,
            clock: installation.clock,
            signal: signal,
            id: Self.workerID,
            logger: logger
        )
    }

    /// The one that brings notices to webhooks and mailboxes.
    package var courier: Courier {
        Courier(
            outbox: installation.store,
            carriers: outbound.carriers,
            clock: installation.clock,
            signal: notices.signal,
            id: Self.workerID,
            logger: logger
        )
    }

    private static let workerID = GUID(high: 0x4000, low: 0x8000_0000_0000_0001)
}
