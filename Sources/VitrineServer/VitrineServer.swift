import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals
import VitrinePortalAPI
import VitrineSQLite

/// The composition root: an installation with the portal's wire in front of it, run as services of one group.
package struct VitrineServer: Sendable {
    private let portal: ServedPortal
    private let lock: DirectoryLock
    private let external: ExternalIssuers
    private let logger: Logger

    /// What makes this a rehearsal; `nil` for a server that isn't one.
    package let rehearsal: Rehearsal?

    /// Opens the installation for serving.
    ///
    /// - Throws: ``InstallationError``, ``SettingError``, what ``Installation/open(_:clock:accessClock:)`` throws, or a
    ///   registry that can't be read.
    package init(_ settings: ServerSettings, isDemo: Bool, logger: Logger) async throws {
        try await self.init(settings, as: isDemo ? .demo : .plain, logger: logger)
    }

    /// Opens a store for a rehearsal of `scenario`, and seeds it; on loopback only.
    ///
    /// - Throws: As ``init(_:isDemo:logger:)``; ``SeedError`` for an offer of the scenario that can't be made.
    package init(_ settings: ServerSettings, rehearsing order: RehearsalOrder, logger: Logger) async throws {
        try await self.init(settings, as: .rehearsal(order.parts(settings)), logger: logger)
    }

    private enum Purpose {
        case plain, demo
        case rehearsal(RehearsalParts)

        var rehearsal: RehearsalParts? {
            guard case .rehearsal(let parts) = self else { return nil }
            return parts
        }

        var isPlain: Bool {
            guard case .plain = self else { return false }
            return true
        }
    }

    private init(_ settings: ServerSettings, as purpose: Purpose, logger: Logger) async throws {
        if !purpose.isPlain { try Demo.checkLoopback(settings.host) }
        let directory = DataDirectory(url: settings.dataDirectory)
        try directory.make()
        lock = try directory.lock()
        let installation = try await Installation.open(
            settings,
            clock: purpose.rehearsal?.clock ?? SystemClock(),
            accessClock: SystemClock()
        )
        external = try await ExternalIssuers(settings, clock: installation.accessClock, logger: logger)
        self.logger = logger
        do {
            portal = try await ServedPortal(
                installation,
                issuers: external.issuers,
                keepsFiles: !purpose.isPlain,
                rehearsing: purpose.rehearsal,
                logger: logger
            )
            if case .demo = purpose { try await Demo(portal: portal).seed() }
            rehearsal = if let parts = purpose.rehearsal { try await Rehearsal(parts, portal: portal) } else { nil }
        } catch {
            // A client that isn't shut down ends the process before it can say what is wrong.
            try await external.close()
            throw error
        }
    }

    /// Serves until a signal or a cancelled task says to stop; requests in flight are finished first. `onListening` is
    /// called with host and port once connections are accepted.
    package func run(onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void) async throws {
        try await run(beside: nil, onListening: onListening)
    }

    /// Serves as long as `guest` stays, where there is one.
    private func run(
        beside guest: (any Service)?,
        onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) async throws {
        let fetcher: [any Service] = portal.fetcher.map { [$0] } ?? []
        let services: [any Service] =
            // They end in the opposite order: what was accepted last is still told.
            [portal.courier] + fetcher + [
                rehearsal?.worker ?? portal.worker(times: portal.installation.settings.pace),
                service(onListening),
            ]
        let guests = guest.map { guest in
            ServiceGroupConfiguration.ServiceConfiguration(
                service: guest,
                successTerminationBehavior: .gracefullyShutdownGroup
            )
        }
        var configuration = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
                + (guests.map { [$0] } ?? []),
            // Whoever rehearses has a command to end first.
            gracefulShutdownSignals: rehearsal == nil ? [.sigterm, .sigint] : [],
            logger: logger
        )
        // Its guest is done then: nobody waits for what a client has left half said.
        if rehearsal != nil { configuration.maximumGracefulShutdownDuration = .seconds(2) }
        let group = ServiceGroup(configuration: configuration)
        do {
            try await withTaskExecutorPreference(EventLoopExecutor(group: Self.eventLoops)) {
                try await group.run()
            }
        } catch {
            try await close()
            let settings = portal.installation.settings
            throw InstallationError(listeningOn: settings.host, settings.port, error) ?? error
        }
        try await close()
    }

    /// Serves a rehearsal for as long as `body` takes; it gets the port.
    ///
    /// - Throws: What `body` throws, or why it can't be served.
    package func serving<Value: Sendable>(
        _ body: @escaping @Sendable (Rehearsal, Int) async throws -> Value
    ) async throws -> Value {
        guard let rehearsal else { throw InstallationError.noRehearsal }
        let guest = Guest(rehearsal: rehearsal, body: body)
        do {
            try await run(beside: guest) { _, port in guest.open(on: port) }
        } catch {
            try? await rehearsal.snapshots.end()
            throw error
        }
        try await rehearsal.snapshots.end()
        guard let result = guest.result else { throw InstallationError.noRehearsal }
        return try result.get()
    }

    private func service(
        _ onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) -> any Service {
        guard let rehearsal else { return application(portal.api.responder, onListening) }
        return application(RehearsalResponder(rehearsal), onListening)
    }

    private func application(
        _ responder: some HTTPResponder<PortalContext>,
        _ onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        let settings = portal.installation.settings
        let logger = logger
        let portal = portal
        let date = DateField(clock: portal.installation.accessClock)
        // In a rehearsal every request is to be seen.
        let reads = rehearsal == nil ? portal.api.reads : nil
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                PortalConnection(
                    settings,
                    reads: reads,
                    date: date,
                    log: RequestLog(logger: logger),
                    responder: responder
                )
            },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                serverName: QuickAnswers.serverName,
                backlog: 1024
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                let address: Logger.Metadata = [LogKey.serverHost: "\(settings.host)", LogKey.serverPort: "\(port)"]
                logger.notice("listening", metadata: address)
                portal.isListening(on: settings.host, port)
                await onListening(settings.host, port)
            },
            eventLoopGroupProvider: .shared(Self.eventLoops),
            logger: logger
        )
    }

    /// As many loops as there are cores, for the whole process.
    private static var eventLoops: any EventLoopGroup { MultiThreadedEventLoopGroup.singleton }

    private func close() async throws {
        try await external.close()
        try await portal.installation.store.close()
        logger.notice("stopped")
        withExtendedLifetime(lock) {}
    }
}
