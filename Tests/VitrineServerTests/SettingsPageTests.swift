import Foundation
import Testing
import VitrineServer

@Suite("the list of settings", .timeLimit(.minutes(10)))
struct SettingsPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/configuration.md").standardizedFileURL

    @Test
    func `docs/configuration.md is what the code says; UPDATE_GOLDEN=1 writes it`() throws {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.page.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(SettingsPage.markdown.utf8).write(to: Self.page)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == SettingsPage.markdown)
    }

    @Test
    func `vitrine settings prints the page`() async throws {
        let printed = try await Place.with { try await $0.run(["settings"]).output }
        #expect(printed == SettingsPage.markdown)
    }

    @Test
    func `every setting but the secrets has a flag in serve --help`() async throws {
        try await Place.with { place in
            let help = try await place.run(["serve", "--help"]).output
            for setting in Settings.all {
                let flag = try #require(Self.flags[setting.key], "no flag is known here for \(setting.key)")
                #expect(help.contains(flag) == !setting.isSecret, "\(flag)")
            }
            #expect(Self.flags.count == Settings.all.count)
        }
    }

    private static let flags = [
        "server.host": "--host <", "publish.pace": "--pace <", "publish.approver": "--approver <",
        "publish.validation": "--validation <",
        "offer-types.directory": "--offer-types", "artifacts.policy": "--artifacts",
        "artifacts.link-seconds": "--artifact-link-seconds", "artifacts.package-bytes": "--artifact-package-bytes",
        "publish.check-url": "--check-url <", "publish.check-secret": "--check-secret",
        "outbound.allowed-hosts": "--allowed-hosts <", "server.port": "--port <",
        "server.public-url": "--public-url <",
        "server.profile": "--profile <", "data.directory": "--data-dir <", "log.level": "--log-level <",
        "limits.body-bytes": "--body-bytes <", "limits.header-bytes": "--header-bytes <",
        "limits.header-seconds": "--header-seconds <", "limits.body-seconds": "--body-seconds <",
        "cache.bytes": "--cache-bytes <", "store.readers": "--store-readers <",
        "store.maximum-bytes": "--store-maximum-bytes <", "keys.file": "--key-file <", "keys.master": "--master",
        "tokens.audience": "--token-audience <", "tokens.lifetime-seconds": "--token-lifetime <",
        "tokens.issuers": "--token-issuers <", "mail.url": "--mail-url <", "mail.starttls": "--mail-starttls <",
        "mail.user": "--mail-user <", "mail.password": "--mail-password", "mail.sender": "--mail-sender <",
        "mail.trusted-certificates": "--mail-trusted-certificates <",
    ]
}
