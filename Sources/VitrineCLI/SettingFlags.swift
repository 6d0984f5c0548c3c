import ArgumentParser
import Foundation
import VitrineServer

/// A flag for every setting. A flag wins over the environment, which wins over the settings file.
struct SettingFlags: ParsableArguments {
    @Option(help: "Settings file, in JSON.")
    var config: String?

    @Option(help: "Address to listen on.")
    var host: String?

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port: String?

    @Option(name: .customLong("public-url"), help: "Where clients reach the built-in issuer.")
    var publicURL: String?

    @Option(help: "Wire profile: deployed or documented.")
    var profile: String?

    @Option(name: .customLong("data-dir"), help: "Directory of the embedded store.")
    var dataDirectory: String?

    @Option(name: .customLong("log-level"), help: "What is logged: trace to critical.")
    var logLevel: String?

    @Option(name: .customLong("body-bytes"), help: "Largest request body.")
    var bodyBytes: String?

    @Option(name: .customLong("header-bytes"), help: "Largest request line and headers.")
    var headerBytes: String?

    @Option(name: .customLong("header-seconds"), help: "Time for a request's headers to arrive, idle time included.")
    var headerSeconds: String?

    @Option(name: .customLong("body-seconds"), help: "Time for a request's body to arrive.")
    var bodySeconds: String?

    @Option(name: .customLong("cache-bytes"), help: "Memory for rendered answers.")
    var cacheBytes: String?

    @Option(name: .customLong("store-readers"), help: "Read-only connections to the store.")
    var readers: String?

    @Option(name: .customLong("store-maximum-bytes"), help: "Largest size of the store.")
    var maximumBytes: String?

    @Option(name: .customLong("key-file"), help: "File of master keys.")
    var keyFile: String?

    @Option(name: .customLong("token-audience"), help: "Audiences of tokens, separated by commas.")
    var audience: String?

    @Option(name: .customLong("token-lifetime"), help: "Lifetime of the built-in issuer's tokens, in seconds.")
    var tokenSeconds: String?

    @Option(name: .customLong("token-issuers"), help: "OpenID Connect issuers, separated by commas.")
    var issuers: String?

    @Option(help: "How long steps take: instant, hosted or a factor of that.")
    var pace: String?

    @Option(help: "Whether errors refuse a publish: enforced or advisory.")
    var validation: String?

    @Option(help: "Publisher whose owners approve publishes.")
    var approver: String?

    @Option(name: .customLong("offer-types"), help: "Directory with your own offer types.")
    var offerTypes: String?

    @Option(help: "Files that offers lead to: auto, fetch or keep.")
    var artifacts: String?

    @Option(name: .customLong("artifact-link-seconds"), help: "How long the URL of a file is good at least.")
    var artifactSeconds: String?

    @Option(name: .customLong("artifact-package-bytes"), help: "Largest file that is fetched.")
    var artifactBytes: String?

    @Option(name: .customLong("check-url"), help: "Service that is asked whether a publish may go on.")
    var checkURL: String?

    @Option(
        name: .customLong("allowed-hosts"),
        help: "Private or plain-http hosts that may be called, separated by commas."
    )
    var allowedHosts: String?

    @Option(name: .customLong("mail-url"), help: "Mail server: smtp://host:port or smtps://host:port.")
    var mailURL: String?

    @Option(name: .customLong("mail-starttls"), help: "Whether smtp turns to TLS: required, tried or off.")
    var mailStartTLS: String?

    @Option(name: .customLong("mail-user"), help: "User at the mail server.")
    var mailUser: String?

    @Option(name: .customLong("mail-sender"), help: "Address that mail comes from.")
    var mailSender: String?

    @Option(name: .customLong("mail-trusted-certificates"), help: "PEM file of authorities for the mail server.")
    var mailTrustedCertificates: String?

    /// The settings as flags, environment and file give them. A secret has no flag: other users of a machine can read
    /// command lines.
    func settings(_ changes: [String: String] = [:]) async throws -> ServerSettings {
        let environment = ProcessInfo.processInfo.environment
        let file = config ?? environment["VITRINE_CONFIG"]
        let reader = try await SettingsReader(
            flags: given.merging(changes) { _, change in change },
            environment: environment,
            file: file
        )
        return try ServerSettings(reader)
    }

    private var given: [String: String] {
        let flags: [(String, String?)] = [
            ("server.host", host), ("server.port", port), ("server.public-url", publicURL), ("server.profile", profile),
            ("data.directory", dataDirectory), ("log.level", logLevel), ("limits.body-bytes", bodyBytes),
            ("limits.header-bytes", headerBytes), ("limits.header-seconds", headerSeconds),
            ("limits.body-seconds", bodySeconds), ("cache.bytes", cacheBytes), ("store.readers", readers),
            ("store.maximum-bytes", maximumBytes), ("keys.file", keyFile), ("tokens.audience", audience),
            ("tokens.lifetime-seconds", tokenSeconds), ("tokens.issuers", issuers), ("publish.pace", pace),
            ("publish.approver", approver),
            ("publish.validation", validation), ("publish.check-url", checkURL), ("offer-types.directory", offerTypes),
            ("artifacts.policy", artifacts), ("artifacts.link-seconds", artifactSeconds),
            ("artifacts.package-bytes", artifactBytes),
            ("outbound.allowed-hosts", allowedHosts),
            ("mail.url", mailURL), ("mail.starttls", mailStartTLS), ("mail.user", mailUser),
            ("mail.sender", mailSender),
            ("mail.trusted-certificates", mailTrustedCertificates),
        ]
        return Dictionary(uniqueKeysWithValues: flags.compactMap { key, value in value.map { (key, $0) } })
    }
}
