import VitrineCore
package import VitrineDelivery

/// How mail gets out.
package struct MailSettings: Sendable {
    package let url: String
    package let startTLS: SMTPSettings.StartTLS
    package let user: String
    package let password: Redacted

    /// The address that mail comes from.
    package let sender: String

    /// A PEM file with the authorities that are trusted; `nil` for the system's.
    package let trustedCertificates: String?

    /// `nil` where no mail server is set.
    ///
    /// - Throws: ``SettingError``.
    init?(_ reader: SettingsReader) throws(SettingError) {
        url = try reader.text(Settings.mailURL)
        startTLS =
            switch try reader.text(Settings.mailStartTLS) {
            case "tried": .tried
            case "off": .off
            default: .required
            }
        user = try reader.text(Settings.mailUser)
        password = Redacted(try reader.text(Settings.mailPassword))
        sender = try reader.text(Settings.mailSender)
        let file = try reader.text(Settings.mailTrustedCertificates)
        trustedCertificates = file.isEmpty ? nil : file
        guard !url.isEmpty else { return nil }
        guard EmailAddress.isValid(sender) else {
            throw SettingError.wrong(Settings.mailSender.key, "a mail server in mail.url needs an address to send from")
        }
    }
}
