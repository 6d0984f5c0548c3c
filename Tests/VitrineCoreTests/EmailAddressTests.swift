import Testing
import VitrineCore

struct EmailAddressTests {
    @Test(arguments: ["a@b", "jo@contoso.example", "jo.doe+ci@mail.contoso.example", "x_y-z@a-b.example", "1@2.3"])
    func `is an address`(text: String) {
        #expect(EmailAddress.isValid(text))
    }

    @Test(arguments: [
        "", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b c", ".a@b", "a.@b", "a..c@b", "a@.b", "a@b.", "a@-b", "a@b-",
        "ä@b", "a@ä",
        "a\r\n@b", "a@b\u{0}", "<a@b>", "\"a\"@b", "a@[127.0.0.1]", "a,b@c",
        String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 64),
        "a@" + Array(repeating: "bbbbbbbbb", count: 30).joined(separator: "."),
    ])
    func `is none`(text: String) {
        #expect(!EmailAddress.isValid(text))
    }
}
