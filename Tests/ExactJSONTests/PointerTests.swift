import ExactJSON
import Testing

struct PointerTests {
    /// The document of RFC 6901, section 5.
    private static let example = #"""
        {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
        """#

    @Test(arguments: [
        ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/foo/1", #""baz""#), ("/", "0"), ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"), ("/g|h", "4"), (#"/i\j"#, "5"), (#"/k"l"#, "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
    func `a pointer leads to its value`(path: String, expected: String) throws {
        let value = try document(Self.example).value(at: pointer(path))
        #expect(value.map { text($0.text) } == expected)
    }

    @Test func `the empty pointer leads to the root`() throws {
        let document = try document(Self.example)
        #expect(try document.value(at: pointer(""))?.range == document.root.range)
    }

    @Test(arguments: [
        "/none", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/", "/foo/0/0", "/foo/1e0", "//",
        "/foo/18446744073709551616", "/foo/٠",
    ])
    func `a pointer to nothing leads nowhere`(path: String) throws {
        #expect(try document(Self.example).value(at: pointer(path)) == nil)
    }

    @Test(arguments: ["a", "a/b", "/~", "/a~2", "/~~0", " /a"])
    func `a text that is no pointer is refused`(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test(
        arguments: [
            ("", [], ""), ("/", [""], "/"), ("/a//b", ["a", "", "b"], "/a//b"), ("/~01", ["~1"], "/~01"),
            ("/~1~0", ["/~"], "/~1~0"),
            ("/a b/ü$\"%", ["a b", "ü$\"%"], "/a%20b/%C3%BC$%22%25"), ("/A-z.0_9", ["A-z.0_9"], "/A-z.0_9"),
            ("/a\r\nX: y", ["a\r\nX: y"], "/a%0D%0AX%3A%20y"),
        ] as [(String, [String], String)]
    )
    func `a pointer is read, written and put in a header`(path: String, tokens: [String], encoded: String) throws {
        let pointer = try pointer(path)
        #expect(pointer.tokens == tokens)
        #expect(pointer.description == path)
        #expect(pointer.percentEncoded == encoded)
        #expect(pointer == JSONPointer(tokens: tokens))
    }

    @Test func `a pointer grows by tokens and indices`() throws {
        let plan = JSONPointer(tokens: []).appending("plans").appending(index: 2).appending("a/b~c")
        #expect(plan.description == "/plans/2/a~1b~0c")
        #expect(plan == JSONPointer("/plans/2/a~1b~0c"))
    }

    @Test func `pointers that only look alike differ`() {
        let first = JSONPointer(tokens: ["\u{E9}"])
        let second = JSONPointer(tokens: ["e\u{301}"])
        #expect(first != second)
        #expect(Set([first, second, first]).count == 2)
        #expect(JSONPointer(tokens: ["a", "b"]) != JSONPointer(tokens: ["a/b"]))
        #expect(JSONPointer(tokens: []) != JSONPointer(tokens: [""]))
    }
}
