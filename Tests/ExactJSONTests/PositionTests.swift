import ExactJSON
import Testing

struct PositionTests {
    @Test(arguments: [
        ("[\n1,\nx]", 3, 1), ("[\r1,\rx]", 3, 1), ("[\r\n1,\r\nx]", 3, 1), ("[\n\r1,x]", 3, 3), ("[\n\n\n x]", 4, 2),
        ("[\r\r\n\n x]", 4, 2), ("[\"é\",x]", 1, 6), ("[\"€€\",x]", 1, 7), ("[\"😀\",x]", 1, 6),
        ("[\"e\u{301}\",x]", 1, 7),
        ("[\t\tx]", 1, 4), ("{\"日本\":\n\"日本\" x}", 2, 6),
    ])
    func `lines end at LF, CR and CRLF, and columns count Unicode scalars`(json: String, line: Int, column: Int) throws
    {
        let error = try refusal(of: Array(json.utf8))
        #expect(error.line == line)
        #expect(error.column == column)
    }

    @Test func `the offset counts bytes`() throws {
        #expect(try refusal(of: Array("[\"日本\",x]".utf8)).offset == 10)
        #expect(try refusal(of: Array("[\"日本\"".utf8)).offset == 9)
    }

    @Test func `a message says where, what, and what to change`() throws {
        #expect(
            try refusal(of: Array("[1,\n 01]".utf8)).message == """
                Line 2, column 3: not a JSON number; write no plus sign, no leading zero, and at least one digit before \
                and after a point and in an exponent. NaN and Infinity do not exist in JSON.
                """
        )
        #expect(
            try refusal(of: Array("{\"a\":1,}".utf8)).message
                == "Line 1, column 8: expected a member's name in quotation marks, since no comma may stand before }."
        )
        #expect(
            try refusal(of: Array("{\"a\":1,\"a\":2}".utf8)).message
                == "Line 1, column 8: the member \"a\" appears a second time in its object; keep one of them."
        )
        #expect(
            try refusal(of: Array("[[[".utf8), limits: JSONLimits(maximumDepth: 2)).message
                == "Line 1, column 3: more than 2 arrays and objects one inside another; send a flatter document."
        )
    }

    @Test(arguments: [
        #"{"k":"s3cret" x}"#, #"["s3cret\x"]"#, #"["s3cret\ud800"]"#, "[\"s3cret\n\"]", #"["s3cret"#, #"[s3cret]"#,
        #"{"k":"s3cret","k":"s3cret"}"#, #"["s3cret"] "s3cret""#, "[\"s3cret\" 1]",
    ])
    func `no message quotes a value`(json: String) throws {
        let error = try refusal(of: Array(json.utf8))
        #expect(!error.message.contains("s3cret"))
        #expect(!"\(error)".contains("s3cret"))
    }

    @Test func `a duplicate's name is cut at 64 scalars and its control characters are replaced`() throws {
        let long = String(repeating: "n", count: 65)
        let cut = try refusal(of: Array("{\"\(long)\":1,\"\(long)\":2}".utf8))
        #expect(cut.message.contains("\"\(long.dropLast())…\""))

        let zalgo = "e" + String(repeating: "\u{301}", count: 5000)
        #expect(try refusal(of: Array("{\"\(zalgo)\":1,\"\(zalgo)\":2}".utf8)).message.utf8.count < 300)

        let control = try refusal(of: Array(#"{"a\r\nb":1,"a\u000d\nb":2}"#.utf8))
        #expect(control.message.contains("\"a\u{FFFD}\u{FFFD}b\""))
    }
}
