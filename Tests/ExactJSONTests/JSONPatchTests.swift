import ExactJSON
import Testing

struct JSONPatchTests {
    @Test(
        arguments: [
            // Members, in whatever order.
            (#"{"a":1}"#, #"{"a":2}"#, ["replace /a 2"]),
            (#"{"a":1}"#, #"{"b":1}"#, ["remove /a", "add /b 1"]),
            (#"{"a":1,"b":2}"#, #"{"c":3,"b":2,"a":9,"d":4}"#, ["replace /a 9", "add /c 3", "add /d 4"]),
            (#"{"a":{"b":{"c":1,"d":2}}}"#, #"{"a":{"b":{"c":1,"d":[ 2 ]}}}"#, ["replace /a/b/d [ 2 ]"]),
            (#"{"a":null}"#, "{}", ["remove /a"]), ("{}", #"{"a":null}"#, ["add /a null"]),
            (#"{"a":{}}"#, #"{"a":[]}"#, ["replace /a []"]), (#"{"a":[1]}"#, #"{"a":"1"}"#, [#"replace /a "1""#]),
            // The root.
            ("1", "2", ["replace  2"]), ("[]", " {} ", ["replace  {}"]), (#""a""#, "null", ["replace  null"]),
            // Names that a pointer escapes, and names that only look alike.
            (#"{"a/b":1,"~":2,"":3}"#, #"{"a/b":2,"~":3,"":4}"#, ["replace /a~1b 2", "replace /~0 3", "replace / 4"]),
            (#"{"~1":1}"#, #"{"/":1}"#, ["remove /~01", "add /~1 1"]),
            (#"{"名前":1,"😀":2}"#, #"{"名前":2,"\ud83d\ude00":3}"#, ["replace /名前 2", "replace /😀 3"]),
            ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}", ["remove /\u{E9}", "add /e\u{301} 1"]),
            (
                "{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"e\u{301}\":1,\"\u{E9}\":2}",
                ["replace /\u{E9} 2", "replace /e\u{301} 1"]
            ),
            (#"{"\u0000\"":1}"#, #"{"\u0000\"":2}"#, [#"replace /\u0000\" 2"#]),
            // Values are compared, and kept, as they are written.
            (#"{"a":1.0}"#, #"{"a":1}"#, ["replace /a 1"]), ("[1e2]", "[100]", ["replace /0 100"]),
            ("[0]", "[-0]", ["replace /0 -0"]),
            ("[12345678901234567890123]", "[12345678901234567890124]", ["replace /0 12345678901234567890124"]),
            (#"{"a":"x"}"#, #"{"a": "\u0079" }"#, [#"replace /a "\u0079""#]),
            ("[true]", "[false]", ["replace /0 false"]),
            ("[\"\u{E9}\"]", "[\"e\u{301}\"]", ["replace /0 \"e\u{301}\""]), (#"["1"]"#, "[1]", ["replace /0 1"]),
        ] as [(String, String, [String])]
    )
    func `members are compared by name`(from: String, to: String, expected: [String]) throws {
        try expectDifference(from: from, to: to, expected)
    }

    @Test(
        arguments: [
            ("[]", "[1]", ["add /0 1"]), ("[1]", "[]", ["remove /0"]), ("[1,2]", "[]", ["remove /0", "remove /0"]),
            ("[1,2,3]", "[1,3]", ["remove /1"]), ("[1,3]", "[1,2,3]", ["add /1 2"]), ("[1,2]", "[0,1,2]", ["add /0 0"]),
            ("[1,2]", "[1,2,3,4]", ["add /2 3", "add /3 4"]), ("[1,2,3]", "[1,9,3]", ["replace /1 9"]),
            ("[1,2,3,4,5,6]", "[1,3,4,5,7,6]", ["remove /1", "add /4 7"]),
            ("[1,2,3,4,5,6]", "[2,9,4,5,0,0]", ["remove /0", "replace /1 9", "replace /4 0", "add /5 0"]),
            ("[1,2]", "[2,1]", ["remove /0", "add /1 1"]), ("[1,1,1]", "[1,1]", ["remove /2"]),
            // What holds something is compared inside where it stands in the same place between what stays.
            (#"[0,{"a":1,"b":2},9]"#, #"[0,{"a":1,"b":3},9]"#, ["replace /1/b 3"]),
            (#"[{"a":1},9]"#, #"[7,8,{"a":1},9]"#, ["add /0 7", "add /1 8"]),
            (#"[5,{"a":1},9]"#, #"[{"a":2},{"b":1},9]"#, [#"replace /0 {"a":2}"#, "remove /1/a", "add /1/b 1"]),
            ("[[1,2],[3]]", "[[1],[3,4]]", ["remove /0/1", "add /1/1 4"]),
            // Members may change their order inside of items, too.
            (#"[{"a":1,"b":[2]},5]"#, #"[7,{"b":[2],"a":1}]"#, ["add /0 7", "remove /2"]),
        ] as [(String, String, [String])]
    )
    func `items that stay are not touched`(from: String, to: String, expected: [String]) throws {
        try expectDifference(from: from, to: to, expected)
    }

    @Test(
        arguments: [
            (#"[{"id":"a","n":1}]"#, #"[{"id":"b"},{"n":2,"id":"a"}]"#, [#"add /0 {"id":"b"}"#, "replace /1/n 2"]),
            (#"[{"id":"a","n":1},{"id":"b","n":1}]"#, #"[{"id":"b","n":2}]"#, ["remove /0", "replace /0/n 2"]),
            (#"[{"id":"a","n":1}]"#, #"[{"id":"b","n":1}]"#, ["remove /0", #"add /0 {"id":"b","n":1}"#]),
            (#"[{"id":1,"n":1},8]"#, #"[8,{"id":1,"n":1}]"#, ["remove /0", #"add /1 {"id":1,"n":1}"#]),
            // Without an identity on both sides it is a matter of place.
            (#"[{"n":1}]"#, #"[{"id":"a","n":1}]"#, [#"add /0/id "a""#]),
            (#"[{"n":1}]"#, #"[{"n":2}]"#, ["replace /0/n 2"]),
            (#"[{"id":null}]"#, #"[{"id":"a"}]"#, [#"replace /0/id "a""#]),
            // The first name counts that there is.
            (#"[{"id":1,"key":5}]"#, #"[{"id":1,"key":6}]"#, ["replace /0/key 6"]),
            (#"[{"key":5,"n":1}]"#, #"[{"key":6,"n":1}]"#, ["remove /0", #"add /0 {"key":6,"n":1}"#]),
            // An identity says nothing about members.
            (#"{"a":{"id":1}}"#, #"{"a":{"id":2}}"#, ["replace /a/id 2"]),
        ] as [(String, String, [String])]
    )
    func `items with an identity are compared with themselves`(from: String, to: String, expected: [String]) throws {
        try expectDifference(from: from, to: to, expected, identifyingItemsBy: ["id", "key"])
    }

    @Test(arguments: [
        (#"{"a":1,"b":{"c":2,"d":3}}"#, #"{ "b" : { "d":3, "c":2 }, "a":1 }"#), (#"["\u0061"]"#, #"[ "a" ]"#),
        (#"[{"a":1,"b":2},3]"#, #"[{"b":2,"a":1},3]"#), ("null", " null\n"),
    ])
    func `white space, escapes and the order of members are no difference`(from: String, to: String) throws {
        try expectDifference(from: from, to: to, [])
    }

    @Test func `a patch is written as RFC 6902 has it`() throws {
        let patch = JSONPatch(operations: [
            .add(path: try pointer("/a~1b/0"), value: Array("{ \"x\": 1.0 }".utf8)),
            .remove(path: try pointer("/\"")), .replace(path: try pointer(""), value: Array("null".utf8)),
        ])
        let expected =
            #"[{"op":"add","path":"/a~1b/0","value":{ "x": 1.0 }},{"op":"remove","path":"/\""},"#
            + #"{"op":"replace","path":"","value":null}]"#
        #expect(text(patch.json) == expected)
        #expect(text(JSONPatch(operations: []).json) == "[]")
    }

    @Test func `changed paths are named once, in the order of the changes`() throws {
        let old = try document(#"{"b":[1,2,3],"a":1}"#)
        let new = try document(#"{"a":2,"b":[3]}"#)
        let patch = JSONPatch.difference(from: old.root, to: new.root, identifyingItemsBy: [])
        #expect(patch.operations.count == 3)
        #expect(patch.changedPaths == [try pointer("/b/0"), try pointer("/a")])
    }
}

/// Checks the operations, each as "add /path value", and that they make the one into the other.
private func expectDifference(
    from: String,
    to: String,
    _ expected: [String],
    identifyingItemsBy names: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let old = try document(from)
    let new = try document(to)
    let patch = JSONPatch.difference(from: old.root, to: new.root, identifyingItemsBy: names)
    let written = try JSONDocument(parsing: patch.json).root.elements.map { operation in
        let path = try #require(operation["path"]).text.dropFirst().dropLast()
        let value = operation["value"].map { " " + text($0.text) } ?? ""
        return "\(try #require(operation["op"]?.string)) \(text(path))\(value)"
    }
    // Swift's strings are equal as soon as they look alike.
    let isExpected = written.map { Array($0.utf8) } == expected.map { Array($0.utf8) }
    #expect(isExpected, "\(written)", sourceLocation: sourceLocation)
    let outcome = try JSONDocument(parsing: patch.applied(to: old))
    #expect(outcome.root.isSameInAnyOrder(as: new.root), "\(text(outcome.bytes))", sourceLocation: sourceLocation)
}

extension JSONValue {
    /// Whether both have the same content but for the order of members: as the tests see it, without numbering.
    func isSameInAnyOrder(as other: JSONValue) -> Bool {
        guard kind == other.kind, count == other.count else { return false }
        switch kind {
        case .object:
            return members.allSatisfy { other[$0.name]?.isSameInAnyOrder(as: $0.value) ?? false }
        case .array:
            return zip(elements, other.elements).allSatisfy { $0.isSameInAnyOrder(as: $1) }
        case .string, .number, .true, .false, .null:
            return isSameContent(as: other)
        }
    }
}
