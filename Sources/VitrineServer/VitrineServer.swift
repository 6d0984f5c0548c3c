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

    /// Opens the installation for serving.
    ///
    /// - Throws: ``InstallationError``, ``SettingError``, what ``Installation/open(_:clock:)`` throws, or a registry that
    ///   can't be read.
    package init(_ settings: ServerSettings, isDemo: Bool, logger: Logger) async throws {
        if isDemo { try Demo.checkLoopback(settings.host) }
        let directory = DataDirectory(url: settings.dataDirectory)
        try directory.make()
        lock = try directory.lock()
        let installation = try await Installation.open(settings)
        external = try await ExternalIssuers(settings, clock: installation.clock, logger: logger)
        self.logger = logger
        do {
            portal = try await ServedPortal(
                installation,
                issuers: external.issuers,
                isDemo: isDemo,
                logger: logger
            )
            if isDemo { try await Demo(portal: portal).seed() }
        } catch {
            // A client that isn't shut down ends the process before it can say what is wrong.
            try await external.close()
            throw error
        }
    }

    /// Serves until a signal or a cancelled task says to stop; requests in flight are finished first. `onListening` is
    /// called with host and port once connections are accepted.
    package func run(onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void) async throws {
        let fetcher: [any Service] = portal.fetcher.map { [$0] } ?? []
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // They end in the opposite order: what was accepted last is still told.
                services: [portal.courier] + fetcher + [
                    portal.worker(pace: portal.installation.settings.pace),
                    application(onListening: onListening),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
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

    private func application(
        onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        let settings = portal.installation.settings
        let logger = logger
        let portal = portal
        let date = DateField(clock: portal.installation.clock)
        return Application(
            responder: portal.api.responder,
            server: HTTPServerBuilder { responder in
                PortalConnection(
                    settings,
                    reads: portal.api.reads,
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
                logger.notice("listening", metadata: ["server.host": "\(settings.host)", "server.port": "\(port)"])
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
