package import Logging
package import VitrineCatalog
package import VitrineCore
package import VitrineOfferTypes
package import VitrinePublishing

/// The portal's wire, put together: every route there is, behind one responder.
package struct PortalAPI: Sendable {
    /// What the wire needs from the house.
    package struct Needs: Sendable {
        package let catalog: Catalog
        package let publishing: Publishing
        package let webhooks: Webhooks
        package let offers: any OfferStore
        package let registry: OfferTypeRegistry
        package let artifacts: ServedArtifacts
        package let gate: AccessGate
        package let verifier: any TokenVerifier
        package let issuer: any TokenIssuer
        package let profile: WireProfile
        package let clock: any WallClock

        /// Throws when the server can't serve now.
        package let isReady: @Sendable () async throws -> Void
        package let logger: Logger

        package init(
            catalog: Catalog,
            publishing: Publishing,
            webhooks: Webhooks,
            offers: any OfferStore,
            registry: OfferTypeRegistry,
            artifacts: ServedArtifacts,
            gate: AccessGate,
            verifier: any TokenVerifier,
            issuer: any TokenIssuer,
            profile: WireProfile,
            clock: any WallClock,
            isReady: @escaping @Sendable () async throws -> Void,
            logger: Logger
        ) {
            self.catalog = catalog
            self.publishing = publishing
            self.webhooks = webhooks
            self.offers = offers
            self.registry = registry
            self.artifacts = artifacts
            self.gate = gate
            self.verifier = verifier
            self.issuer = issuer
            self.profile = profile
            self.clock = clock
            self.isReady = isReady
            self.logger = logger
        }
    }

    /// Every route, as tests and the interface's description walk them.
    package let routes: RouteTable

    package let responder: PortalResponder

    /// Answers that ``responder`` gave before, for who asks again.
    package let reads: RememberedReads

    /// Puts the routes together; `address` says where clients reach the built-in issuer, and `cacheBytes` bounds the memory
    /// for rendered answers.
    package init(_ needs: Needs, limits: RequestLimits, address: IssuerAddress, cacheBytes: Int) {
        let log = RequestLog(logger: needs.logger)
        let requestIDs = RequestIDSource()
        // Two memories of the same bodies: by offer for every caller, and by target and token for the one who asks again.
        let rendered = RenderedOffers(
            catalog: needs.catalog,
            offers: needs.offers,
            clock: needs.clock,
            maximumBytes: cacheBytes / 2
        )
        reads = RememberedReads(
            offers: needs.offers,
            clock: needs.clock,
            requestIDs: requestIDs,
            log: log,
            maximumBytes: cacheBytes / 2
        )
        let operations = OperationRendering(profile: needs.profile)
        routes = RouteTable(
            OfferRoutes(catalog: needs.catalog, rendered: rendered, profile: needs.profile, log: log).endpoints
                + OfferListRoutes(catalog: needs.catalog).endpoints
                + PriceRoutes(catalog: needs.catalog).endpoints
                + ComparisonRoutes(catalog: needs.catalog).endpoints
                + ChangeRoutes(catalog: needs.catalog).endpoints
                + PublishingRoutes(publishing: needs.publishing).endpoints
                + OperationRoutes(publishing: needs.publishing, rendering: operations).endpoints
                + ValidationRoutes(catalog: needs.catalog, publishing: needs.publishing).endpoints
                + ApprovalRoutes(publishing: needs.publishing, rendering: operations).endpoints
                + WebhookRoutes(webhooks: needs.webhooks).endpoints
                + DeliveryRoutes(webhooks: needs.webhooks).endpoints
                + PublisherRoutes(catalog: needs.catalog).endpoints
                + OfferTypeRoutes(registry: needs.registry).endpoints
                + ArtifactRoutes(needs.artifacts, clock: needs.clock).endpoints
                + TokenRoutes(issuer: needs.issuer, address: address).endpoints
                + HealthRoutes(isReady: needs.isReady, logger: needs.logger).endpoints
                + DocumentationRoutes().endpoints
        )
        responder = PortalResponder(
            routes: routes,
            verifier: needs.verifier,
            gate: needs.gate,
            reads: reads,
            requestIDs: requestIDs,
            limits: limits,
            log: log
        )
    }
}
