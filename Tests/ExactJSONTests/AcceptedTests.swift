import ExactJSON
import Testing

struct AcceptedTests {
    @Test(arguments: [
        "{}", "[]", "null", "true", "false", "0", "-0", "\"\"", " \t\r\n[ ]\r\n", "{ }",
        "-0.0e-0", "1E+400", "0.1", "10", "-1.5E3", "123456789012345678901234567890", "[0,-1,2.0,3e4]",
        #""\"\\\/\b\f\n\r\t""#, #""\u0000\u001F\uFFFF""#, #""\ud83d\ude00""#, #""\uD83D\uDE00""#, #""\uDBFF\uDFFF""#,
        "\"\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}\"", "\"\u{FEFF}\"",
        "\"\u{2028}\u{2029}\"",
        #"{"":0," ":1,"a":{"a":{"a":[]}}}"#, #"[[],{},[[]],[{}]]"#, #"{"a":1,"A":2,"á":3}"#,
        #"[{"a":1},{"a":2}]"#, #"{"a":{"a":1},"b":{"a":1}}"#, "{\"\u{E9}\":1,\"e\u{301}\":2}",
    ])
    func `valid JSON is accepted and given back byte for byte`(json: String) throws {
        let document = try document(json)
        #expect(text(document.bytes) == json)
        #expect(document.bytes.elementsEqual(json.utf8))
    }

    @Test(arguments: CorpusFile.all(in: "accepted"))
    func `a file of the accepted corpus is kept exactly`(file: CorpusFile) throws {
        let bytes = try file.bytes()
        let document = try JSONDocument(parsing: bytes)
        #expect(document.bytes == bytes)
        #expect(try document.rewritten().root.isSameContent(as: document.root))
    }

    @Test func `the corpus is found`() {
        #expect(CorpusFile.all(in: "accepted").count >= 6)
        #expect(CorpusFile.all(in: "refused").count >= 8)
    }

    @Test func `a number of a million digits is kept digit for digit`() throws {
        let digits = String(repeating: "1234567890", count: 100_000)
        for number in [digits, "-\(digits).\(digits)", "\(digits)e\(digits)"] {
            let value = try document("[\(number)]").root[0]
            #expect(value?.text.elementsEqual(number.utf8) == true)
            #expect(value?.int64 == nil)
        }
    }

    @Test func `the root's text leaves out the white space around it`() throws {
        let document = try document("\r\n { \"a\" : 1 } \t")
        #expect(text(document.root.text) == "{ \"a\" : 1 }")
        #expect(document.root.range == 3..<14)
    }

    @Test(arguments: 0..<24)
    func `a special byte is seen wherever it stands in a word of eight`(place: Int) throws {
        let plain = String(repeating: "x", count: place)
        #expect(try document("\"\(plain)\\n\(plain)\"").root.string == "\(plain)\n\(plain)")
        #expect(try document("\"\(plain)ü\(plain)\"").root.string == "\(plain)ü\(plain)")
        #expect(try document("[\"\(plain)\", 1]").root.count == 2)
        #expect(try refusal(of: Array("\"\(plain)\u{1F}\(plain)\"".utf8)).offset == place + 1)
        #expect(try refusal(of: Array("\"\(plain)".utf8)).problem == .unexpectedEnd)
    }
}
