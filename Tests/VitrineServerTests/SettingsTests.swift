import Foundation
import Testing
import VitrineCore
import VitrineServer
import VitrineTestKit

@Suite("settings", .timeLimit(.minutes(10)))
struct SettingsTests {
    /// Where a value may come from, weakest first.
    enum Source: Int, CaseIterable {
        case standard, file, environment, flag
    }

    /// A setting with a good value for each source, as text, and how to read it from the result.
    struct Layered: Sendable, CustomTestStringConvertible {
        let key: String
        let standard: String
        let file: String
        let environment: String
        let flag: String
        let read: @Sendable (ServerSettings) -> String

        var testDescription: String { key }

        func text(from source: Source) -> String {
            switch source {
            case .standard: standard
            case .file: file
            case .environment: environment
            case .flag: flag
            }
        }
    }

    static let layered: [Layered] = [
        Layered(key: "server.host", standard: "127.0.0.1", file: "a", environment: "b", flag: "c") { $0.host },
        Layered(key: "server.port", standard: "8080", file: "1", environment: "2", flag: "3") { "\($0.port)" },
        Layered(key: "server.public-url", standard: "nil", file: "http://a", environment: "http://b", flag: "http://c")
        {
            $0.publicURL ?? "nil"
        },
        Layered(key: "log.level", standard: "info", file: "error", environment: "debug", flag: "trace") {
            "\($0.logLevel)"
        },
        Layered(key: "limits.body-bytes", standard: "8388608", file: "2001", environment: "2002", flag: "2003") {
            "\($0.bodyBytes)"
        },
        Layered(key: "limits.header-bytes", standard: "32768", file: "2001", environment: "2002", flag: "2003") {
            "\($0.headerBytes)"
        },
        Layered(key: "limits.header-seconds", standard: "75", file: "1", environment: "2", flag: "3") {
            "\($0.headerSeconds)"
        },
        Layered(key: "limits.body-seconds", standard: "60", file: "1", environment: "2", flag: "3") {
            "\($0.bodySeconds)"
        },
        Layered(key: "offer-types.directory", standard: "", file: "a", environment: "b", flag: "c") { $0.offerTypes },
        Layered(key: "artifacts.link-seconds", standard: "86400", file: "61", environment: "62", flag: "63") {
            "\($0.artifactSeconds)"
        },
        Layered(
            key: "artifacts.package-bytes",
            standard: "1073741824",
            file: "2000001",
            environment: "2000002",
            flag: "2000003"
        ) {
            "\($0.artifactBytes)"
        },
        Layered(key: "cache.bytes", standard: "268435456", file: "1", environment: "2", flag: "3") {
            "\($0.cacheBytes)"
        },
        Layered(key: "store.readers", standard: "4", file: "1", environment: "2", flag: "3") { "\($0.readers)" },
        Layered(key: "store.maximum-bytes", standard: "nil", file: "1", environment: "2", flag: "3") {
            $0.maximumBytes.map { "\($0)" } ?? "nil"
        },
        Layered(key: "tokens.lifetime-seconds", standard: "3600", file: "1", environment: "2", flag: "3") {
            "\($0.tokenSeconds)"
        },
        Layered(
            key: "tokens.audience",
            standard: "https://cloudpartner.azure.com",
            file: "a",
            environment: "b,d",
            flag: "c"
        ) {
            $0.audience.joined(separator: ",")
        },
        Layered(key: "tokens.issuers", standard: "", file: "a", environment: "b", flag: "c, d") {
            $0.issuers.joined(separator: ", ")
        },
        Layered(key: "keys.file", standard: "var/master.key", file: "/a", environment: "/b", flag: "/c") {
            $0.keyFile.path.replacing(FileManager.default.currentDirectoryPath + "/", with: "")
        },
        Layered(key: "publish.approver", standard: "nil", file: "a", environment: "b", flag: "c") {
            $0.approver?.text ?? "nil"
        },
        Layered(key: "outbound.allowed-hosts", standard: "", file: "a", environment: "b", flag: "c, d") {
            $0.allowedHosts.joined(separator: ", ")
        },
        Layered(key: "publish.pace", standard: "instant", file: "hosted", environment: "0.5", flag: "2.5") {
            "\($0.pace)"
        },
        Layered(key: "data.directory", standard: "./var", file: "/a", environment: "/b", flag: "/c") {
            $0.dataDirectory.relativePath
        },
    ]

    @Test(arguments: layered)
    func `a flag wins over the environment, which wins over the file, which wins over the default`(setting: Layered)
        async throws
    {
        for strongest in Source.allCases {
            try await withTemporaryDirectory { directory in
                let given = Source.allCases.filter { $0.rawValue <= strongest.rawValue }
                let file = directory.appending(path: "settings.json")
                try Self.settingsFile(setting).write(to: file)
                let reader = try await SettingsReader(
                    flags: given.contains(.flag) ? [setting.key: setting.flag] : [:],
                    environment: given.contains(.environment) ? [Self.name(setting.key): setting.environment] : [:],
                    file: given.contains(.file) ? file.path : nil
                )
                #expect(setting.read(try ServerSettings(reader)) == setting.text(from: strongest), "\(strongest)")
            }
        }
    }

    @Test
    func `the table above leaves out no setting but words and secrets`() {
        let left = Set(Settings.all.map(\.key)).subtracting(Self.layered.map(\.key))
        let mail = left.filter { $0.hasPrefix("mail.") }
        #expect(mail.count == 6)
        #expect(
            left.subtracting(mail) == [
                "server.profile", "publish.validation", "keys.master", "publish.check-url", "publish.check-secret",
                "artifacts.policy",
            ]
        )
    }

    @Test
    func `mail settings count once there is a mail server, which needs a sender`() async throws {
        func mail(_ flags: [String: String]) async throws -> MailSettings? {
            try ServerSettings(await SettingsReader(flags: flags, environment: [:], file: nil)).mail
        }
        #expect(try await mail(["mail.user": "a"]) == nil)
        let url = ["mail.url": "smtp://127.0.0.1:25"]
        await #expect(throws: SettingError.self) { try await mail(url) }
        let whole = url.merging([
            "mail.sender": "a@b.example", "mail.user": "u", "mail.password": "p", "mail.starttls": "off",
            "mail.trusted-certificates": "/a",
        ]) { own, _ in own }
        let settings = try #require(try await mail(whole))
        #expect(settings.url == "smtp://127.0.0.1:25")
        #expect(settings.sender == "a@b.example")
        #expect(settings.user == "u")
        #expect(settings.password.value == "p")
        #expect(settings.trustedCertificates == "/a")
        #expect("\(settings.startTLS)" == "off")
        #expect(!String(reflecting: settings).contains("\"p\""))
    }

    /// A setting that can't be used, and where it was given.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let key: String
        var flags: [String] = []
        var environment: [String: String] = [:]
        let value: String

        var testDescription: String { "\(key) \(flags.isEmpty ? "in the environment" : "as a flag")" }
    }

    @Test(arguments: [
        Wrong(key: "server.port", flags: ["--port", "65536"], value: "65536"),
        Wrong(key: "server.port", environment: ["VITRINE_SERVER_PORT": "hunter2"], value: "hunter2"),
        Wrong(key: "server.profile", flags: ["--profile", "hunter2"], value: "hunter2"),
        Wrong(key: "log.level", environment: ["VITRINE_LOG_LEVEL": "hunter2"], value: "hunter2"),
        Wrong(key: "limits.body-bytes", flags: ["--body-bytes", "1023"], value: "1023 "),
        Wrong(key: "limits.body-seconds", flags: ["--body-seconds", "0"], value: "hunter2"),
        Wrong(key: "store.readers", flags: ["--store-readers", "65"], value: "65"),
        Wrong(key: "tokens.lifetime-seconds", flags: ["--token-lifetime", "1.5"], value: "1.5"),
        Wrong(key: "tokens.issuers", flags: ["--token-issuers", "http://hunter2.example"], value: "hunter2"),
        Wrong(key: "keys.master", environment: ["VITRINE_KEYS_MASTER": "hunter2"], value: "hunter2"),
        Wrong(
            key: "keys.master",
            environment: ["VITRINE_KEYS_MASTER": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,c2hvcnQ="],
            value: "c2hvcnQ"
        ),
    ])
    func `a value that can't be used stops the start with the setting's name, and never with the value`(wrong: Wrong)
        async throws
    {
        try await Place.with { place in
            let outcome = try await place.run(["serve"] + wrong.flags, environment: wrong.environment)

            #expect(outcome.exit == .code(1))
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("Error: The setting \(wrong.key) can't be used: "), "\(outcome.errors)")
            #expect(!outcome.errors.contains(wrong.value))
        }
    }

    @Test(arguments: [
        (#"{"server": {"prot": 8080}}"#, "there is no setting server.prot. docs/configuration.md lists them."),
        (#"{"port": 8080}"#, "there is no setting port. docs/configuration.md lists them."),
        (#"{"server": {"port": 8080}"#, "Line 1, column 26"),
        (#"{"server": {"port": "hunter2"}}"#, "The setting server.port can't be used"),
        (#"{"server": {"port": 0}, "server": {"port": 1}}"#, "server"),
        (#"["server"]"#, "there is no setting"),
    ])
    func `a settings file with a mistake stops the start`(file: String, message: String) async throws {
        try await Place.with { place in
            let url = place.file("settings.json")
            try Data(file.utf8).write(to: url)
            let outcome = try await place.run(["serve", "--config", url.path])

            #expect(outcome.exit == .code(1))
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(!outcome.errors.contains("hunter2"))
        }
    }

    @Test
    func `a settings file that isn't there stops the start`() async throws {
        try await Place.with { place in
            let outcome = try await place.run(["serve", "--config", "/nowhere/settings.json"])

            #expect(outcome.exit == .code(1))
            #expect(
                outcome.errors == "Error: The settings file /nowhere/settings.json can't be used: it can't be read.\n"
            )
        }
    }

    @Test
    func `a settings file that the environment names is used`() async throws {
        try await Place.with { place in
            let url = place.file("settings.json")
            try Data(#"{"limits": {"body-bytes": 1024}, "tokens": {"audience": ["https://a.example"]}}"#.utf8).write(
                to: url
            )
            try await withContoso(environment: ["VITRINE_CONFIG": url.path], at: place) { server, _ in
                let token = try await place.run(
                    ["token", "--publisher", "contoso", "--role", "owner", "--config", url.path]
                ).output.split(separator: "\n").joined()
                let body = Sample.offer(title: String(repeating: "x", count: 1024))
                #expect(try await server.put("/api/publishers/contoso/offers/big", body, token: token).status == 413)
            }
        }
    }

    private static func name(_ key: String) -> String {
        "VITRINE_" + key.uppercased().replacing(".", with: "_").replacing("-", with: "_")
    }

    private static func settingsFile(_ setting: Layered) throws -> Data {
        let parts = setting.key.split(separator: ".").map(String.init)
        let isList = ["tokens.audience", "tokens.issuers", "outbound.allowed-hosts"].contains(setting.key)
        let value: Any = isList ? [setting.file] as Any : Int(setting.file) as Any? ?? setting.file
        return try JSONSerialization.data(withJSONObject: [parts[0]: [parts[1]: value]])
    }
}
