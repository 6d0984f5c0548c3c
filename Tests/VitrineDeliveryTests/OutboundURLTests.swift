import Testing
import VitrineDelivery

@Suite struct OutboundURLTests {
    @Test(arguments: [
        ("https://example.org", "https://example.org:443/"),
        ("HTTPS://Example.ORG/Path?q=1&r=%2F", "https://example.org:443/Path?q=1&r=%2F"),
        ("https://example.org?q", "https://example.org:443/?q"),
        ("http://a_b.internal:8080/x", "http://a_b.internal:8080/x"),
        ("https://1.1.1.1:8443/", "https://1.1.1.1:8443/"),
        ("https://[2606:4700::1]:8443/", "https://[2606:4700:0:0:0:0:0:1]:8443/"),
        ("https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:7f00:1]:443/"),
        ("https://example.org/@b:c", "https://example.org:443/@b:c"),
    ])
    func `a URL is written anew from its parts`(text: String, canonical: String) throws {
        #expect(try OutboundURL(text).text == canonical)
    }

    @Test(arguments: [
        "", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "unix:///run/x.sock",
        "http+unix://%2Frun%2Fx.sock/", "gopher://example.org/", "https:/example.org", "https:example.org",
        "javascript:https://example.org",
        "https://", "https:///path", "https://:443/", "https://user@example.org/", "https://u:p@example.org/",
        "https://@example.org/", "https://example.org#f", "https://example.org/p#", "https://example.org#@b.example/",
        "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://0x7f000001/", "https://0177.0.0.1/",
        "https://127.0.0.1./", "https://1.2.3.4.5/", "https://1.2.3.256/", "https://example.0x1/",
        "https://example.org./", "https://.example.org/", "https://a..b/", "https://exa mple.org/",
        "https://exämple.org/", "https://example。org/", "https://%6c%6fcalhost/", "https://example.org%00.b.example/",
        "https://example.org\\@b.example/", "https://example.org\r\nHost: b/", "https://example.org/\u{0}",
        "https://example.org/%", "https://example.org/%zz", "https://example.org/<", "https://[::1", "https://::1/",
        "https://[::1]x/", "https://x[::1]/", "https://[fe80::1%25lo]/", "https://[127.0.0.1]/", "https://[v1.a]/",
        "https://example.org:/", "https://example.org:0/", "https://example.org:65536/", "https://example.org:-1/",
        "https://example.org:+80/", "https://example.org:80:80/", "https://example.org:８０/",
        "https://" + String(repeating: "a", count: 64) + ".org/", "https://a/" + String(repeating: "b", count: 2048),
    ])
    func `a URL that could be read in two ways, or isn't for us, is refused for good`(text: String) {
        let failure = #expect(throws: DeliveryFailure.self) { try OutboundURL(text) }
        #expect(failure?.isPermanent == true)
    }
}
