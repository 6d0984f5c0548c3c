import Testing
import VitrineDelivery

@Suite struct SMTPSettingsTests {
    @Test(arguments: [
        "smtp://mail.example.org", "smtp://mail.example.org:587", "smtps://127.0.0.1:465", "smtp://[::1]:25",
        "smtp://mail.example.org:587/vitrine.example.org",
    ])
    func `a mail server's URL is taken`(url: String) throws {
        _ = try SMTPSettings(url: url)
    }

    @Test(arguments: [
        "", "mail.example.org", "http://mail.example.org", "file:///etc/passwd", "smtp://",
        "smtp://u:p@mail.example.org",
        "smtp://u@mail.example.org", "smtp://a b", "smtp://a\r\nb", "smtp://a/b?c", "smtp://a/b#c", "smtp://a:x",
        "smtp://ä",
        "smtp://a/%0d%0a", "smtp://a\u{0}b",
    ])
    func `what isn't a plain URL of a mail server is refused`(url: String) {
        #expect(throws: SMTPSettings.Invalid.self) { try SMTPSettings(url: url) }
    }

    @Test func `a log-in needs both parts, without control characters`() {
        for (user, password) in [("u", nil), (nil, "p"), ("u\u{0}", "p"), ("u", "p\r\n")] as [(String?, String?)] {
            let invalid = #expect(throws: SMTPSettings.Invalid.self) {
                try SMTPSettings(url: "smtp://a", user: user, password: password)
            }
            #expect(invalid?.reason.contains("\u{0}") == false)
        }
        #expect(throws: SMTPSettings.Invalid.self) { try SMTPSettings(url: "smtp://a", timeout: .zero) }
    }

    @Test func `the password isn't shown`() throws {
        let settings = try SMTPSettings(url: "smtp://mail.example.org", user: "vitrine", password: "correct horse")
        var shown = "\(settings) \(String(reflecting: settings))"
        dump(settings, to: &shown)
        #expect(!shown.contains("horse"))
        #expect(shown.contains("mail.example.org"))
    }
}
