import ExactJSON
import Testing

struct SameContentTests {
    @Test(arguments: [
        ("{}", " { } "), ("[1,2]", "[ 1 ,\n2 ]"), (#"{"a":"b"}"#, #"{ "\u0061" : "\u0062" }"#), (#""/""#, #""\/""#),
        (#""😀""#, #""\ud83d\uDE00""#), (#""\n""#, #""\u000A""#), (#"["\\"]"#, #"["\u005c"]"#), ("null", "null\n"),
        (#"{"a":{"b":[1.0,"x",true]}}"#, "{\n\"a\":{\n\"b\":[\n1.0,\"x\",true\n]\n}\n}"),
    ])
    func `white space and the spelling of escapes do not matter`(first: String, second: String) throws {
        #expect(try document(first).root.isSameContent(as: document(second).root))
        #expect(try document(second).root.isSameContent(as: document(first).root))
    }

    @Test(arguments: [
        ("1", "1.0"), ("1e2", "1E2"), ("0", "-0"), (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#), ("[1,2]", "[2,1]"),
        ("[]", "{}"),
        ("[[]]", "[[],[]]"), ("[[],[]]", "[[[]]]"), ("[[1],2]", "[[1,2]]"), ("[[1,2]]", "[[1],2]"), ("true", "false"),
        ("null", "0"), ("\"1\"", "1"), (#""a""#, #""b""#), (#""a""#, #""\u0062""#), (#""\u0061""#, #""\u0062""#),
        (#"{"a":1}"#, #"{"b":1}"#), (#"{"a":"b"}"#, #"["a","b"]"#), ("[1]", "[1,2]"), ("\"\u{E9}\"", "\"e\u{301}\""),
        (#"{"a":[],"b":1}"#, #"{"a":["b",1]}"#),
    ])
    func `everything else matters`(first: String, second: String) throws {
        #expect(try !document(first).root.isSameContent(as: document(second).root))
        #expect(try !document(second).root.isSameContent(as: document(first).root))
    }

    @Test func `parts of documents are compared without what is around them`() throws {
        let first = try document(#"{"definition":{"a":[1,{"b":2}]},"version":1}"#)
        let second = try document(#"[0, { "a" : [ 1, { "b":2 } ] }]"#)
        let definition = try #require(first.root["definition"])
        #expect(try definition.isSameContent(as: #require(second.root[1])))
        #expect(try !definition.isSameContent(as: #require(second.root[0])))
        #expect(!definition.isSameContent(as: first.root))
    }
}
