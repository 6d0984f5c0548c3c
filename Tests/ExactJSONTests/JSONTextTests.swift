import ExactJSON
import Testing
import VitrineTestKit

struct JSONTextTests {
    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":2}"#), (#"{"a":1}"#, #"{"a":1.0}"#), (#"[1]"#, #"[1,2]"#), (#"["a b"]"#, #"["ab"]"#),
        (#"["\u0041x"]"#, #"["\u0041y"]"#), (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#),
        ("[]", "{}"), ("[1]", "[12]"), (#"["a"]"#, #"["b\n"]"#),
    ])
    func `texts of different content that no escape hides`(one: String, other: String) {
        #expect(JSONText.plainlyDiffers(Array(one.utf8), Array(other.utf8)))
        #expect(JSONText.plainlyDiffers(Array(other.utf8), Array(one.utf8)))
    }

    @Test(arguments: [
        (#"{"a":1}"#, "{ \"a\" :\n1\t}\r\n"), (#"["A"]"#, #"["\u0041"]"#), (#"["\u004a"]"#, #"["\u004A"]"#),
        (#"["/"]"#, #"["\/"]"#),
        (#"["\n"]"#, #"["\u000a"]"#), (#"["\\"]"#, #"["\u005c"]"#), (#"["\"x"]"#, #"["\u0022x"]"#),
        (#"["\\u0041"]"#, #"["\u005cu0041"]"#), ("[]", " [ ] "),
    ])
    func `texts of the same content don't differ plainly`(one: String, other: String) {
        #expect(!JSONText.plainlyDiffers(Array(one.utf8), Array(other.utf8)))
        #expect(!JSONText.plainlyDiffers(Array(other.utf8), Array(one.utf8)))
    }

    /// Whatever the quick look says for sure, the whole look says, too.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a plain difference is a difference`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = [#"\u0041"#, "A", #"\\"#, #"\u005c"#, #"\/"#, "/", "u", " ", #"\u004a"#, #"\u004A"#, "J", "0"]
        for _ in 0..<50 {
            let texts = (0..<2).map { _ in
                let string = (0..<Int.random(in: 0...3, using: &generator))
                    .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
                let space = Bool.random(using: &generator) ? " " : ""
                return Array("[\(space)\"\(string)\"]".utf8)
            }
            let same = try JSONDocument(parsing: texts[0]).root.isSameContent(as: JSONDocument(parsing: texts[1]).root)
            if JSONText.plainlyDiffers(texts[0], texts[1]) { #expect(!same) }
        }
    }
}
