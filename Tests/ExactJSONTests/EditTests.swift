import ExactJSON
import Testing

struct EditTests {
    @Test(
        arguments: [
            (#"{"a":1}"#, ["/a"], "{}"), ("{ \"a\" : 1 }", ["/a"], "{}"), ("[1]", ["/0"], "[]"),
            ("[\n 1\n]", ["/0"], "[]"),
            (#"{"a":1,"b":2,"c":3}"#, ["/a"], #"{"b":2,"c":3}"#), (#"{"a":1,"b":2,"c":3}"#, ["/b"], #"{"a":1,"c":3}"#),
            (#"{"a":1,"b":2,"c":3}"#, ["/c"], #"{"a":1,"b":2}"#), (#"{"a":1,"b":2,"c":3}"#, ["/a", "/b"], #"{"c":3}"#),
            (#"{"a":1,"b":2,"c":3}"#, ["/c", "/b"], #"{"a":1}"#), (#"{"a":1,"b":2,"c":3}"#, ["/c", "/a"], #"{"b":2}"#),
            (#"{"a":1,"b":2,"c":3}"#, ["/b", "/a", "/c"], "{}"), ("[1, 2, 3]", ["/0"], "[2, 3]"),
            ("[1, 2, 3]", ["/1"], "[1, 3]"),
            ("[1, 2, 3]", ["/2"], "[1, 2]"), ("[1, 2, 3, 4]", ["/0", "/2"], "[2, 4]"),
            ("[1, 2, 3, 4]", ["/1", "/3"], "[1, 3]"),
            ("[1, 2, 3, 4]", ["/1", "/2"], "[1, 4]"), ("[1 , 2 , 3]", ["/1"], "[1 , 3]"), ("[1 , 2 ]", ["/1"], "[1  ]"),
            ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", ["/a"], "{\n  \"b\": 2,\n  \"c\": 3\n}"),
            ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", ["/b"], "{\n  \"a\": 1,\n  \"c\": 3\n}"),
            ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", ["/c"], "{\n  \"a\": 1,\n  \"b\": 2\n}"),
            ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", ["/b", "/c"], "{\n  \"a\": 1\n}"),
            ("{\r\n\t\"a\" :\t1 ,\r\n\t\"b\"\n:\n[ 2 ]\r\n}", ["/b/0"], "{\r\n\t\"a\" :\t1 ,\r\n\t\"b\"\n:\n[]\r\n}"),
            (#"{"a":{"x":1},"b":[{"y":2},3]}"#, ["/a/x", "/b/0/y"], #"{"a":{},"b":[{},3]}"#),
            (#"{"a":[1],"b":[2]}"#, ["/a/0", "/b"], #"{"a":[]}"#), (#"[[1],[2]]"#, ["/0/0", "/1/0"], "[[],[]]"),
            (#"{"a":{"x":1,"y":2},"b":2}"#, ["/a/y", "/b"], #"{"a":{"x":1}}"#),
            (#"{"a":{"x":1},"b":2}"#, ["/a", "/a/x", "/a"], #"{"b":2}"#),
            (#"{"a,\"":",","b":":"}"#, ["/a,\""], #"{"b":":"}"#),
            (#"[":", 1]"#, ["/1"], #"[":"]"#), (" 1 ", [""], " null "), (#"{"a":1}"#, ["", "/a"], "null"),
            ("[1]", [], "[1]"),
        ] as [(String, [String], String)]
    )
    func `what is removed takes one comma with it`(json: String, paths: [String], expected: String) throws {
        let document = try document(json)
        let edits = try paths.map { path in
            try JSONEdit.remove(#require(document.value(at: pointer(path))))
        }
        #expect(text(document.replacing(edits)) == expected)
        #expect(text(document.replacing(edits.reversed())) == expected)
    }

    @Test(arguments: [
        ("{ \"a\" : 1 , \"b\":2}", "/a", "[ ]", "{ \"a\" : [ ] , \"b\":2}"),
        ("[1,\n2]", "/1", "\"two\"", "[1,\n\"two\"]"),
        (" 1 ", "", "{}", " {} "), ("[{}]", "/0", "null", "[null]"),
    ])
    func `a value is replaced where it stands`(json: String, path: String, new: String, expected: String) throws {
        let document = try document(json)
        let value = try #require(document.value(at: pointer(path)))
        #expect(text(document.replacing([.replace(value, with: Array(new.utf8))])) == expected)
    }

    @Test func `edits of both kinds are made in one pass`() throws {
        let document = try document(#"{"a": 1, "b": [1, 2, 3], "c": {"d": 4}, "e": 5}"#)
        func value(_ path: String) throws -> JSONValue { try #require(document.value(at: pointer(path))) }
        let edits: [JSONEdit] = try [
            .replace(value("/c/d"), with: Array("[4]".utf8)), .remove(value("/a")), .remove(value("/b/2")),
            .remove(value("/e")),
            .replace(value("/b/1"), with: Array("{}".utf8)),
        ]
        let expected = #"{"b": [1, {}], "c": {"d": [4]}}"#
        #expect(text(document.replacing(edits)) == expected)
        #expect(text(document.replacing(edits.reversed())) == expected)
    }

    @Test func `removing wins over replacing, and the outer edit over the inner one`() throws {
        let document = try document(#"{"a":[1],"b":2}"#)
        let outer = try #require(document.root["a"])
        let inner = try #require(outer[0])
        let new = Array("9".utf8)
        #expect(text(document.replacing([.replace(outer, with: new), .remove(outer)])) == #"{"b":2}"#)
        #expect(text(document.replacing([.replace(inner, with: new), .remove(inner)])) == #"{"a":[],"b":2}"#)
        #expect(text(document.replacing([.remove(inner), .replace(outer, with: new)])) == #"{"a":9,"b":2}"#)
    }

    @Test(arguments: 0..<64)
    func `any set of items may go, from an object and from an array`(chosen: Int) throws {
        let places = 0..<6
        let kept = places.filter { chosen >> $0 & 1 == 0 }
        let object = try document("{\n" + places.map { " \"\($0)\" : [\($0)]" }.joined(separator: " ,\n") + "\n}")
        let array = try document("[ " + places.map { "{\"n\":\($0)}" }.joined(separator: " , ") + " ]")
        for document in [object, array] {
            let edits = places.filter { !kept.contains($0) }.compactMap { place in
                (document.root["\(place)"] ?? document.root[place]).map(JSONEdit.remove)
            }
            let rest = try JSONDocument(parsing: document.replacing(edits)).root
            #expect(rest.count == kept.count)
            #expect(rest.kind == document.root.kind)
            let remaining = Array(rest.elements) + rest.members.map(\.value)
            #expect(remaining.compactMap { ($0[0] ?? $0["n"])?.int64 } == kept.map(Int64.init))
        }
    }
}
