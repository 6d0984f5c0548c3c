import Foundation
import Logging
import VitrineProxy
import VitrineRehearsal
import VitrineServer

/// A rehearsal that is open: its server, and the proxy that leads to it.
struct RehearsalStage: Sendable {
    let rehearsal: Rehearsal
    let proxy: InterceptingProxy
    let directory: RehearsalDirectory

    /// Where the journal is written at the end; `nil` where nobody wants one.
    private let journal: OpenJournal?

    /// The server's own port, on 127.0.0.1.
    let port: Int

    /// The server's own address.
    var origin: String { "http://127.0.0.1:\(port)" }

    /// Hosts whose clients are led here: the portal, and the sign-in service under its names.
    static let hosts: HostNames = [
        "cloudpartner.azure.com", "login.microsoftonline.com", "login.microsoft.com", "login.windows.net",
        "sts.windows.net",
    ]

    /// Opens a rehearsal for as long as `body` takes, for clients that may have ids and secrets of their own, in an
    /// environment that may name authorities which are trusted already. Hosts that are `allowed` may be called as well.
    static func with<Value: Sendable>(
        _ flags: StageFlags,
        allowing allowed: HostNames = [],
        in directory: RehearsalDirectory,
        port: Int = 0,
        clients: [RehearsalClient],
        environment: [String: String],
        _ body: @escaping @Sendable (RehearsalStage) async throws -> Value
    ) async throws -> Value {
        let journal = try flags.journal.map { try OpenJournal($0) }
        defer { journal?.release() }
        let data = flags.dataDirectory.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? directory.data
        let settings = try await flags.settings(data)
        let logging = ServerLog(level: settings.logLevel)
        defer { logging.flush() }
        let order = try flags.order(settings, clients: clients)
        let server = try await VitrineServer(settings, rehearsing: order, logger: logging.logger)
        let authority = try CertificateAuthority()
        try Data(authority.pem.utf8).write(to: directory.authority)
        try Data(authority.bundle(environment: environment)).write(to: directory.bundle)
        return try await server.serving { rehearsal, backend in
            var settings = ProxySettings(intercepted: hosts, backend: Authority(host: "127.0.0.1", port: backend))
            settings.allowed = allowed
            settings.port = port
            return try await InterceptingProxy.with(settings, authority: authority, observer: tell) { proxy in
                let stage = RehearsalStage(
                    rehearsal: rehearsal,
                    proxy: proxy,
                    directory: directory,
                    journal: journal,
                    port: backend
                )
                return try await body(stage)
            }
        }
    }

    /// What the person in front of it should know at once.
    @Sendable private static func tell(_ event: ProxyEvent) {
        StandardError.write("vitrine: \(event)\n")
    }

    /// What there is to tell at the end, when nobody calls any more.
    func summary(_ expectations: [Expectation]) async -> RehearsalSummary {
        await rehearsal.conclude()
        let evidence = await rehearsal.evidence(for: expectations)
        var refused: [String: Int] = [:]
        for (event, count) in proxy.events {
            if case .refused(let authority) = event { refused[authority.host, default: 0] += count }
        }
        return RehearsalSummary(evidence, outcomes: evidence.outcomes(of: expectations), refusedHosts: refused)
    }

    /// Writes the journal, where one is wanted.
    func writeJournal() throws {
        guard let journal else { return }
        let exchanges = rehearsal.journal.exchanges()
        try journal.write(
            journal.target.isArchive
                ? HARText(exchanges, serverVersion: Version.current).bytes
                : JournalText(exchanges, dropped: rehearsal.journal.dropped).bytes
        )
    }
}
