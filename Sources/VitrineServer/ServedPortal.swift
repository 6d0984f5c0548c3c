package import Logging
package import VitrineAccess
import VitrineArtifacts
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
    private let artifacts: Artifacts
    let registry: OfferTypeRegistry
    let verifier: any TokenVerifier

    /// Whose owners approve; `nil` where nobody does.
    let approver: PublisherID?
    private let checks: [any PublishCheck]
    let logger: Logger

    /// Puts the house together; tokens of `issuers` are taken beside the built-in one's.
    ///
    /// - Throws: ``SettingError`` for settings of what goes out that can't be used; `RegistryError` for an operator's offer
    ///   types; `ArtifactError` when the files' directory can't be opened; when the interface's description, which is built
    ///   in, can't be read.
    package init(
        _ installation: Installation,
        issuers: [ExternalIssuer],
        keepsFiles: Bool = false,
        rehearsing: RehearsalParts? = nil,
        logger: Logger
    ) async throws {
        let settings = installation.settings
        let store = installation.store
        let own = settings.offerTypes.isEmpty ? [] : try RegistryFile.all(inDirectory: settings.offerTypes)
        let types = try Registry.reading(own: own)
        let registry = types.offerTypes
        let artifacts = try await Artifacts(settings, ring: installation.ring, keepsFiles: keepsFiles)
        let catalog = Catalog(
            offers: store,
            publishers: store,
            registry: registry,
            vault: installation.vault,
            clock: installation.clock,
            profile: settings.profile,
            artifacts: artifacts.catalogs
        )
        let approver = settings.approver ?? rehearsing?.approver
        let outbound = try Outbound(settings, vault: installation.vault, clock: installation.clock)
        let signal = WorkSignal()
        let notices = NoticeWriter(signal: WorkSignal(), mails: settings.mail != nil, approver: approver)
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
            vault: installation.vault,
            registry: registry,
            workflows: types.workflows,
            clock: installation.clock,
            profile: settings.profile,
            signal: signal,
            notices: notices,
            validation: settings.validation,
            approver: approver,
            artifacts: artifacts.policy,
            artifactSignal: artifacts.signal
        )
        let gate = AccessGate(members: store, offers: store)
        let verifier = BearerTokens(
            builtIn: installation.signingKeys,
            issuers: issuers,
            marks: store,
            clock: installation.accessClock,
            audience: Audience(settings.audience)
        )
        let needs = PortalAPI.Needs(
            catalog: catalog,
            publishing: publishing,
            webhooks: webhooks,
            offers: store,
            registry: registry,
            artifacts: artifacts.served,
            gate: gate,
            verifier: verifier,
            issuer: installation.issuer,
            profile: settings.profile,
            clock: installation.clock,
            isReady: { try await store.check() },
            logger: logger
        )
        api = PortalAPI(
            needs,
            limits: RequestLimits(bodyBytes: settings.bodyBytes),
            address: IssuerAddress(fixed: settings.publicURL),
            cacheBytes: settings.cacheBytes
        )
        self.installation = installation
        self.catalog = catalog
        self.publishing = publishing
        self.signal = signal
        let builtIn: [any PublishCheck] = [
            AttributionCheck(records: store, registry: registry),
            ArtifactCheck(records: store, registry: registry, policy: artifacts.policy),
        ]
        let checks = builtIn + PublishChecks.configured(settings, by: outbound)
        self.checks = rehearsing.map { $0.rehearsed(checks) } ?? checks
        self.verifier = verifier
        self.approver = approver
        self.artifacts = artifacts
        self.registry = registry
        self.webhooks = webhooks
        self.notices = notices
        self.outbound = outbound
        self.logger = logger
        self.gate = gate
    }

    /// The one that moves operations on. The embedded store has one worker at a time, because it has one server.
    ///
    /// Without `checks` its steps do nothing but take their time: for seeding, before anybody is served.
    package func worker(times: any StepTimes, asksChecks: Bool = true) -> PublishingWorker {
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
            times: times,
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

    /// The one that fetches the files that offers lead to; `nil` where they are kept as URLs.
    package var fetcher: ArtifactFetcher? {
        guard artifacts.policy == .fetch, let prices = registry.prices else { return nil }
        var limits = ArtifactLimits()
        limits.packageBytes = installation.settings.artifactBytes
        let addresses = artifacts.addresses
        return ArtifactFetcher(
            offers: installation.store,
            records: installation.store,
            registry: registry,
            intake: ArtifactIntake(
                source: outbound,
                store: artifacts.store,
                prices: prices,
                limits: limits,
                own: { addresses.digest(of: $0) }
            ),
            clock: installation.clock,
            signal: artifacts.signal,
            id: Self.workerID,
            logger: logger
        )
    }

    /// Ends the leases of a store that was put back: what was in hand when it was copied is in nobody's hand now.
    func releaseLeases() async throws {
        let store = installation.store
        try await store.releaseLeases(of: Self.workerID)
        try await store.releaseDeliveries(of: Self.workerID)
        try await store.releaseRounds(of: Self.workerID)
    }

    /// Tells everybody who waits for a time that the clock was moved.
    func wake() {
        signal.notify()
        notices.signal.notify()
        artifacts.signal.notify()
    }

    /// Where the files are, for the wire.
    package var servedArtifacts: ServedArtifacts { artifacts.served }

    /// Says where clients reach the server, once it listens.
    package func isListening(on host: String, _ port: Int) {
        artifacts.isListening(on: host, port)
    }

    private static let workerID = GUID(high: 0x4000, low: 0x8000_0000_0000_0001)
}
