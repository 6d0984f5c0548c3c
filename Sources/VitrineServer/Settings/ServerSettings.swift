package import Logging
package import VitrineCore
package import VitrinePublishing

package import struct Foundation.URL

/// The settings of one server or command, read and checked.
package struct ServerSettings: Sendable {
    package let host: String
    package let port: Int
    package let publicURL: String?
    package let profile: WireProfile
    package let dataDirectory: URL
    package let logLevel: Logger.Level
    package let bodyBytes: Int
    package let headerBytes: Int
    package let headerSeconds: Int
    package let bodySeconds: Int
    package let cacheBytes: Int
    package let readers: Int
    package let maximumBytes: Int?
    package let keyFile: URL
    package let masterKeys: Redacted
    package let audience: [String]
    package let tokenSeconds: Int
    package let issuers: [String]
    package let pace: Pace
    package let validation: ValidationPolicy
    package let approver: PublisherID?
    package let checkURL: String
    package let checkSecret: Redacted
    package let offerTypes: String

    /// `nil` where it depends on what is served.
    package let artifacts: ArtifactPolicy?
    package let artifactSeconds: Int
    package let artifactBytes: Int
    package let allowedHosts: [String]
    package let mail: MailSettings?

    /// - Throws: ``SettingError`` for the first setting that can't be used.
    package init(_ reader: SettingsReader) throws(SettingError) {
        host = try reader.text(Settings.host)
        port = try reader.number(Settings.port)
        let publicURL = try reader.text(Settings.publicURL)
        self.publicURL = publicURL.isEmpty ? nil : publicURL
        profile = WireProfile.named(try reader.text(Settings.profile)) ?? .deployed
        dataDirectory = URL(filePath: try reader.text(Settings.dataDirectory), directoryHint: .isDirectory)
        logLevel = Logger.Level(rawValue: try reader.text(Settings.logLevel)) ?? .info
        bodyBytes = try reader.number(Settings.bodyBytes)
        headerBytes = try reader.number(Settings.headerBytes)
        headerSeconds = try reader.number(Settings.headerSeconds)
        bodySeconds = try reader.number(Settings.bodySeconds)
        cacheBytes = try reader.number(Settings.cacheBytes)
        readers = try reader.number(Settings.readers)
        let maximumBytes = try reader.number(Settings.maximumBytes)
        self.maximumBytes = maximumBytes == 0 ? nil : maximumBytes
        let keyFile = try reader.text(Settings.keyFile)
        self.keyFile = keyFile.isEmpty ? dataDirectory.appending(path: "master.key") : URL(filePath: keyFile)
        masterKeys = Redacted(try reader.text(Settings.masterKeys))
        audience = try reader.list(Settings.audience)
        tokenSeconds = try reader.number(Settings.tokenSeconds)
        issuers = try reader.list(Settings.issuers)
        guard let pace = Pace.named(try reader.text(Settings.pace)) else {
            throw SettingError.wrong(Settings.pace.key, "it must be instant, hosted or a factor from 0 to 1000")
        }
        self.pace = pace
        validation = try reader.text(Settings.validation) == "advisory" ? .advisory : .enforced
        approver = try Self.publisher(try reader.text(Settings.approver))
        checkURL = try reader.text(Settings.checkURL)
        checkSecret = Redacted(try reader.text(Settings.checkSecret))
        offerTypes = try reader.text(Settings.offerTypes)
        artifacts = ArtifactPolicy(rawValue: try reader.text(Settings.artifacts))
        artifactSeconds = try reader.number(Settings.artifactSeconds)
        artifactBytes = try reader.number(Settings.artifactBytes)
        allowedHosts = try reader.list(Settings.allowedHosts)
        mail = try MailSettings(reader)
        guard checkURL.isEmpty || !checkSecret.value.isEmpty else {
            throw SettingError.wrong(Settings.checkSecret.key, "a service in publish.check-url needs it")
        }
    }

    private static func publisher(_ text: String) throws(SettingError) -> PublisherID? {
        guard !text.isEmpty else { return nil }
        do {
            return try PublisherID(lookup: text)
        } catch {
            throw SettingError.wrong(Settings.approver.key, "it must be a publisher's id")
        }
    }
}

/// A text that is not to be shown. Its description is `<redacted>`.
package struct Redacted: Sendable, CustomStringConvertible, CustomReflectable {
    /// The text itself.
    package let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var description: String { "<redacted>" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
