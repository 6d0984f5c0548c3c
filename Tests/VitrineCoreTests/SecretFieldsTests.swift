import ExactJSON
import Testing
import VitrineCore
import VitrineTestKit

struct SecretFieldsTests {
    @Test func `the list has the pointers into the representation, percent-encoded, ordered by text`() {
        let content = DraftContent.fixture(secrets: [
            secret("/plans/planId=b/key", ["plans", "1", "key"]),
            secret("/offer/crm/pass word", ["offer", "crm", "pass word"]),
            secret("/offer/a~1b", ["offer", "a/b,c"]),
        ])
        #expect(
            content.secretFields == """
                /definition/offer/a~1b%2Cc, /definition/offer/crm/pass%20word, /definition/plans/1/key
                """
        )
    }

    @Test func `a secret whose plan isn't there is not in the list`() {
        let content = DraftContent.fixture(secrets: [
            secret("/plans/planId=gone/key", nil), secret("/offer/x", ["offer", "x"]),
        ])
        #expect(content.secretFields == "/definition/offer/x")
    }

    @Test func `without secrets the list is empty`() {
        #expect(DraftContent.fixture().secretFields.isEmpty)
    }

    @Test(arguments: [1, 7, 60, 250], [10, 600])
    func `a long list is cut at a pointer, within the bound`(width: Int, count: Int) {
        let secrets = (0..<count).map { index in
            let name = "s\(1_000 + index)" + String(repeating: "x", count: width)
            return secret("/offer/" + name, ["offer", name])
        }
        let list = DraftContent.fixture(secrets: secrets).secretFields
        #expect(list.utf8.count <= DraftContent.maximumSecretFieldsLength)
        let items = list.split(separator: ", ").map(String.init)
        let all = secrets.map { "/definition" + $0.path.description }
        let isCut = items.last == "..."
        #expect(isCut == (all.joined(separator: ", ").utf8.count > DraftContent.maximumSecretFieldsLength))
        #expect(Array(items.prefix { $0 != "..." }) == Array(all.prefix(isCut ? items.count - 1 : count)))
    }

    @Test func `one pointer that is too long alone leaves only the dots`() {
        let name = String(repeating: "é", count: 2_000)
        #expect(DraftContent.fixture(secrets: [secret("/offer/" + name, ["offer", name])]).secretFields == "...")
    }

    @Test func `paths are compared by bytes`() {
        #expect(SecretPath("/offer/caf\u{E9}") != SecretPath("/offer/cafe\u{301}"))
        #expect(Set([SecretPath("/a"), SecretPath("/a"), SecretPath("/b")]).count == 2)
    }

    @Test(arguments: [("/a/b", "/a", true), ("/a", "/a", false), ("/ab", "/a", false), ("/a", "/a/b", false)])
    func `a path is below another when the other leads to it`(path: String, other: String, isBelow: Bool) {
        #expect(SecretPath(path).isBelow(SecretPath(other)) == isBelow)
    }

    private func secret(_ path: String, _ tokens: [String]?) -> SealedSecret {
        SealedSecret(path: SecretPath(path), pointer: tokens.map(JSONPointer.init(tokens:)), value: .fixture())
    }
}
