import ExactJSON
import Testing

struct JSONPatchApplyingTests {
    @Test(
        arguments: [
            // The examples of RFC 6902, appendix A, that are not about move, copy or test.
            (#"{"foo":"bar"}"#, ["add /baz \"qux\""], #"{"foo":"bar","baz":"qux"}"#),
            (#"{"foo":["bar","baz"]}"#, ["add /foo/1 \"qux\""], #"{"foo":["bar","qux","baz"]}"#),
            (#"{"baz":"qux","foo":"bar"}"#, ["remove /baz"], #"{"foo":"bar"}"#),
            (#"{"foo":["bar","qux","baz"]}"#, ["remove /foo/1"], #"{"foo":["bar","baz"]}"#),
            (#"{"baz":"qux","foo":"bar"}"#, ["replace /baz \"boo\""], #"{"baz":"boo","foo":"bar"}"#),
            (#"{"foo":"bar"}"#, ["add /child {\"grandchild\":{}}"], #"{"foo":"bar","child":{"grandchild":{}}}"#),
            (#"{"foo":["bar"]}"#, ["add /foo/- [\"abc\",\"def\"]"], #"{"foo":["bar",["abc","def"]]}"#),
            // In order, each on what the ones before it have left.
            ("[1,2,3]", ["remove /2", "remove /0", "add /1 4", "add /0 5", "replace /1 6"], "[5,6,4]"),
            ("[]", ["add /0 {}", "add /0/a []", "add /0/a/- 1", "add /1 2", "remove /0/a/0"], #"[{"a":[]},2]"#),
            (#"{"a":1,"b":2}"#, ["remove /a", "add /a 3", "add /b 4"], #"{"b":4,"a":3}"#),
            (#"{"0":1,"-":2}"#, ["replace /0 3", "add /- 4", "add /00 5"], #"{"0":3,"-":4,"00":5}"#),
            ("{\"\u{E9}\":1,\"e\u{301}\":2}", ["remove /\u{E9}"], "{\"e\u{301}\":2}"),
            (" [1] ", ["replace  {}", "add /a 1"], #"{"a":1}"#), ("[1]", ["remove "], "null"), ("1", ["add  2"], "2"),
            // What isn't on the way to a change stays as it is written.
            (#"{"a": [ 1.00, "\u0061" ], "b": [ 1 ]}"#, ["replace /b/0 2"], #"{"a":[ 1.00, "\u0061" ],"b":[2]}"#),
        ] as [(String, [String], String)]
    )
    func `operations are applied one after the other`(json: String, steps: [String], expected: String) throws {
        let outcome = try patch(steps).applied(to: document(json))
        #expect(text(outcome) == expected)
    }

    @Test(
        arguments: [
            (#"{"a":1}"#, "remove /b"), (#"{"a":1}"#, "replace /b 1"), (#"{"a":1}"#, "add /b/c 1"),
            (#"{"a":1}"#, "add /a/b 1"), ("[1]", "add /2 1"), ("[1]", "replace /1 1"), ("[1]", "remove /1"),
            ("[1]", "remove /-"), ("[1]", "replace /- 1"), ("[1]", "remove /00"), ("[1]", "add /+0 1"),
            ("[1]", "add / 1"),
            ("[1]", "add /-1 1"), ("[1]", "add /99999999999999999999 1"), ("[1]", "add /a 1"), ("[1]", "add /0/0 1"),
            ("1", "remove /0"), ("\"a\"", "add /0 1"),
        ]
    )
    func `an operation that leads nowhere is refused`(json: String, step: String) throws {
        let patch = try patch([step])
        let document = try document(json)
        #expect(throws: JSONPatch.Misfit.noSuchPlace(patch.operations[0].path)) { try patch.applied(to: document) }
    }

    @Test func `a value that is not JSON is refused`() throws {
        let patch = try patch(["add /0 1]"])
        let document = try document("[]")
        let error = try refusal(of: Array("1]".utf8))
        #expect(throws: JSONPatch.Misfit.badValue(try pointer("/0"), error)) { try patch.applied(to: document) }
    }
}

/// A patch from operations such as "add /path value".
private func patch(_ steps: [String]) throws -> JSONPatch {
    JSONPatch(
        operations: try steps.map { step in
            let parts = step.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            let path = try pointer(String(parts[1]))
            let value = Array((parts.count > 2 ? parts[2] : "").utf8)
            switch parts[0] {
            case "add": return .add(path: path, value: value)
            case "replace": return .replace(path: path, value: value)
            default: return .remove(path: path)
            }
        }
    )
}
