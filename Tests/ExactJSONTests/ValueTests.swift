import ExactJSON
import Testing

struct ValueTests {
    @Test(arguments: [
        ("{}", JSONValue.Kind.object), ("[]", .array), ("\"\"", .string), ("1", .number), ("true", .true),
        ("false", .false), ("null", .null),
    ])
    func `each value has its kind`(json: String, kind: JSONValue.Kind) throws {
        #expect(try document(json).root.kind == kind)
        #expect(try document("{\"a\":[0,\(json)]}").value(at: pointer("/a/1"))?.kind == kind)
    }

    @Test(arguments: [
        ("0", 0 as Int64?), ("-0", 0), ("7", 7), ("-7", -7), ("636576975611768314", 636_576_975_611_768_314),
        ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
        ("-9223372036854775809", nil), ("99999999999999999999", nil), ("1.0", nil), ("1e2", nil), ("0.0", nil),
        ("\"1\"", nil), ("true", nil), ("[1]", nil),
    ])
    func `an integer is read if it is written as one and fits`(json: String, integer: Int64?) throws {
        #expect(try document(json).root.int64 == integer)
    }

    @Test(arguments: [
        (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u20AC""#, "Aé€"),
        (#""\uD83D\uDE00!""#, "😀!"), (#""\u0000""#, "\0"), (#""a\u005C\u0022""#, #"a\""#), (#""é€😀""#, "é€😀"),
        (#""\uDBFF\uDFFF\uD800\uDC00""#, "\u{10FFFF}\u{10000}"), (#""\\n""#, #"\n"#), (#""\u000d\u000a""#, "\r\n"),
    ])
    func `a string's escapes are resolved`(json: String, content: String) throws {
        let value = try document(json).root
        #expect(value.string.map { Array($0.utf8) } == Array(content.utf8))
        #expect(value.equals(content))
        #expect(!value.equals(content + "x"))
        #expect(try document("{\(json):1}").root[content]?.int64 == 1)
    }

    @Test func `other kinds have no string`() throws {
        for json in ["1", "true", "null", "{}", "[]"] {
            #expect(try document(json).root.string == nil)
            #expect(try !document(json).root.equals(json))
        }
    }

    @Test func `strings that look alike are not equal`() throws {
        let composed = try document("{\"\u{E9}\":1,\"e\u{301}\":2}").root
        #expect(composed["\u{E9}"]?.int64 == 1)
        #expect(composed["e\u{301}"]?.int64 == 2)
        #expect(try !document("\"\u{E9}\"").root.equals("e\u{301}"))
    }

    @Test func `equality looks at every byte`() throws {
        for length in 0..<20 {
            let name = String(repeating: "a", count: length)
            #expect(try document("\"\(name)\"").root.equals(name))
            for place in 0..<length {
                var other = Array(name.utf8)
                other[place] = UInt8(ascii: "b")
                #expect(try !document("\"\(name)\"").root.equals(text(other)))
            }
        }
    }

    @Test func `members come in the order of the text`() throws {
        let root = try document(#"{ "z" : 1, "\u0061" : [ 2, {"q":3} ], "m" : {} }"#).root
        #expect(root.count == 3)
        #expect(root.members.map(\.name) == ["z", "a", "m"])
        #expect(root.members.map { text($0.nameText) } == [#""z""#, #""\u0061""#, #""m""#])
        #expect(root.members.map { text($0.value.text) } == ["1", #"[ 2, {"q":3} ]"#, "{}"])
        #expect(root.members.map { $0.nameEquals("a") } == [false, true, false])
        #expect(Array(root.elements.map(\.kind)).isEmpty)
        #expect(root["a"]?[1]?["q"]?.int64 == 3)
        #expect(root["b"] == nil)
        #expect(root[0] == nil)
    }

    @Test func `elements come in the order of the text`() throws {
        let root = try document(#"[[1,[2]], "b", {"c":[]}, 4]"#).root
        #expect(root.count == 4)
        #expect(root.elements.map { text($0.text) } == ["[1,[2]]", #""b""#, #"{"c":[]}"#, "4"])
        #expect(root[0]?[1]?[0]?.int64 == 2)
        #expect(root[3]?.int64 == 4)
        #expect(root[4] == nil)
        #expect(root[-1] == nil)
        #expect(root["0"] == nil)
        #expect(Array(root.members.map(\.name)).isEmpty)
        #expect(root[1]?.count == 0)
    }

    @Test func `a value keeps its document alive`() throws {
        var value: JSONValue?
        do {
            value = try document(#"{"a":"kept"}"#).root["a"]
        }
        #expect(value?.string == "kept")
    }
}
