import Testing
import VitrineCore

struct NameTests {
    static let refusedLookups = [
        "", ".", "..", "a/b", "/", "a\\b", "a\u{0}", "\u{1F}", "a\u{7F}b", "a\u{85}", "line\nbreak", "tab\t",
        String(repeating: "a", count: 256), String(repeating: "é", count: 128),
    ]

    static let goodLookups = [
        "a", "...", "..a", "Contoso", "with space", "ünïcode", "100%", "%2F", "a:b", "'; DROP TABLE offer; --",
        String(repeating: "a", count: 255),
    ]

    @Test(arguments: refusedLookups)
    func `a name that can't be part of a path is refused`(text: String) {
        #expect(throws: Refusal.self) { try OfferID(lookup: text) }
        let refusal = #expect(throws: Refusal.self) { try PublisherID(lookup: text) }
        #expect(refusal?.code == .badRequest)
    }

    @Test(arguments: goodLookups)
    func `every other name can be looked for, and keeps its spelling`(text: String) throws {
        #expect(try OfferID(lookup: text).text == text)
        #expect(try PublisherID(lookup: text).description == text)
    }

    @Test(arguments: [
        "a", "0", "Contoso", "web-server", "web_server", "a_", "9-lives", String(repeating: "a", count: 50),
    ])
    func `a new name has letters, digits, dashes and underscores`(text: String) throws {
        #expect(try PublisherID(new: text).text == text)
        try OfferID(lookup: text).checkNew()
    }

    @Test(arguments: [
        "-a", "_a", "a-", "-", "_", "a b", "a.b", "é", "a\u{301}", "\u{212A}elvin", "a%20b",
        String(repeating: "a", count: 51),
    ])
    func `any other new name is refused`(text: String) throws {
        #expect(throws: Refusal.self) { try OfferID(lookup: text).checkNew() }
        let refusal = #expect(throws: Refusal.self) { try PublisherID(new: text) }
        #expect(refusal?.code == .badRequest)
    }

    @Test(arguments: [("Contoso", "cONTOSO"), ("A-Z_09", "a-z_09"), ("É-Server", "É-sERVER")])
    func `names that differ in the case of ASCII letters are one name`(one: String, other: String) {
        #expect(OfferID(stored: one) == OfferID(stored: other))
        #expect(Set([PublisherID(stored: one), PublisherID(stored: other)]).count == 1)
    }

    @Test(arguments: [("a", "b"), ("É", "é"), ("\u{212A}", "k"), ("\u{212A}", "K"), ("ß", "SS"), ("a-b", "a_b")])
    func `other names are different names`(one: String, other: String) {
        #expect(OfferID(stored: one) != OfferID(stored: other))
        #expect(PublisherID(stored: one) != PublisherID(stored: other))
    }

    @Test func `folding leaves everything but A to Z alone`() {
        #expect("@AZ[`az{ÀÉ\u{212A}".asciiFolded == "@az[`az{ÀÉ\u{212A}")
    }

    @Test(arguments: [
        ("draft", Slot.draft), ("DRAFT", .draft), ("preview", .preview), ("Preview", .preview), ("view", .preview),
        ("VIEW", .preview), ("staging", .preview), ("Staging", .preview), ("production", .production),
        ("PRODUCTION", .production),
    ])
    func `a slot is named in any case, the preview in three ways`(name: String, slot: Slot) {
        #expect(Slot(pathName: name) == slot)
    }

    @Test(arguments: ["", "live", "drafts", "prod", "pre view", " draft", "none", "draft\u{301}"])
    func `no other word names a slot`(name: String) {
        #expect(Slot(pathName: name) == nil)
    }
}
