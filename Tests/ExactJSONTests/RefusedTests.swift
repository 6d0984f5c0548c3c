import ExactJSON
import Testing

/// A text that must be refused, and how.
struct Refused: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let problem: JSONError.Problem
    let line: Int
    let column: Int

    init(_ text: String, _ problem: JSONError.Problem, _ line: Int, _ column: Int) {
        self.init(Array(text.utf8), problem, line, column)
    }

    init(_ bytes: [UInt8], _ problem: JSONError.Problem, _ line: Int, _ column: Int) {
        self.bytes = bytes
        self.problem = problem
        self.line = line
        self.column = column
    }

    /// A string in quotation marks that holds `bytes` after one `x`.
    static func string(_ bytes: [UInt8], _ problem: JSONError.Problem, _ column: Int) -> Refused {
        Refused(Array("\"x".utf8) + bytes + Array("\"".utf8), problem, 1, column)
    }

    var testDescription: String { "\(problem): \(String(decoding: bytes.prefix(40), as: UTF8.self))" }

    func check() throws {
        let error = try refusal(of: bytes)
        #expect(error.problem == problem)
        #expect(error.line == line)
        #expect(error.column == column)
    }
}

struct RefusedTests {
    @Test(arguments: [
        Refused("", .empty, 1, 1),
        Refused(" \n\t ", .empty, 1, 1),
        Refused("\u{FEFF}{}", .byteOrderMark, 1, 1),
        Refused([0xFF, 0xFE, 0x7B, 0x00], .unexpectedByte, 1, 1),
        Refused("{} {}", .trailingBytes, 1, 4),
        Refused("[]\n]", .trailingBytes, 2, 1),
        Refused("{}\0", .trailingBytes, 1, 3),
        Refused("\0", .unexpectedByte, 1, 1),
        Refused("[", .unexpectedEnd, 1, 2),
        Refused("[1", .unexpectedEnd, 1, 3),
        Refused("[1,", .unexpectedEnd, 1, 4),
        Refused("{", .unexpectedEnd, 1, 2),
        Refused("{\"a\"", .unexpectedEnd, 1, 5),
        Refused("{\"a\":", .unexpectedEnd, 1, 6),
        Refused("{\"a\":1", .unexpectedEnd, 1, 7),
        Refused("{\"a\":1,", .unexpectedEnd, 1, 8),
        Refused("\"abc", .unexpectedEnd, 1, 5),
        Refused("]", .unexpectedByte, 1, 1),
        Refused("[1}", .unexpectedByte, 1, 3),
        Refused("{\"a\":1]", .unexpectedByte, 1, 7),
        Refused("[1 2]", .unexpectedByte, 1, 4),
        Refused("[1,,2]", .unexpectedByte, 1, 4),
        Refused("[,1]", .unexpectedByte, 1, 2),
        Refused("[1,\n]", .unexpectedByte, 2, 1),
        Refused("{\"a\":1,}", .unexpectedByte, 1, 8),
        Refused("{,}", .unexpectedByte, 1, 2),
        Refused("{\"a\" 1}", .unexpectedByte, 1, 6),
        Refused("{\"a\":}", .unexpectedByte, 1, 6),
        Refused("{1:2}", .unexpectedByte, 1, 2),
        Refused("{'a':1}", .unexpectedByte, 1, 2),
        Refused("{a:1}", .unexpectedByte, 1, 2),
        Refused("[1] // done", .trailingBytes, 1, 5),
        Refused("[/* none */]", .unexpectedByte, 1, 2),
        Refused("[\u{A0}1]", .unexpectedByte, 1, 2),
    ])
    func `a text of the wrong shape is refused where it goes wrong`(refused: Refused) throws {
        try refused.check()
    }

    @Test(arguments: [
        Refused("NaN", .badLiteral, 1, 1),
        Refused("[Infinity]", .badLiteral, 1, 2),
        Refused("[-Infinity]", .badNumber, 1, 3),
        Refused("True", .badLiteral, 1, 1),
        Refused("[nul]", .badLiteral, 1, 2),
        Refused("[nulll]", .badLiteral, 1, 2),
        Refused("[true1]", .badLiteral, 1, 2),
        Refused("tru", .badLiteral, 1, 1),
        Refused("undefined", .badLiteral, 1, 1),
        Refused("01", .badNumber, 1, 2),
        Refused("[-01]", .badNumber, 1, 4),
        Refused("-", .unexpectedEnd, 1, 2),
        Refused("[-]", .badNumber, 1, 3),
        Refused("+1", .badNumber, 1, 1),
        Refused(".5", .badNumber, 1, 1),
        Refused("[1.]", .badNumber, 1, 4),
        Refused("1.", .unexpectedEnd, 1, 3),
        Refused("[1.e1]", .badNumber, 1, 4),
        Refused("[1e]", .badNumber, 1, 4),
        Refused("[1e+]", .badNumber, 1, 5),
        Refused("1e", .unexpectedEnd, 1, 3),
        Refused("[1.2.3]", .badNumber, 1, 5),
        Refused("0x10", .badNumber, 1, 2),
        Refused("[1_000]", .badNumber, 1, 3),
        Refused("--1", .badNumber, 1, 2),
        Refused("1e1.5", .badNumber, 1, 4),
    ])
    func `a number or a word that JSON does not know is refused`(refused: Refused) throws {
        try refused.check()
    }

    @Test(arguments: [
        Refused(#""\x""#, .badEscape, 1, 2),
        Refused(#""ab\'""#, .badEscape, 1, 4),
        Refused(#""\u12""#, .badEscape, 1, 2),
        Refused(#""\u12G4""#, .badEscape, 1, 2),
        Refused(#""\U0041""#, .badEscape, 1, 2),
        Refused(#""\ud83d\u12""#, .badEscape, 1, 8),
        Refused(#""\"#, .unexpectedEnd, 1, 3),
        Refused(#""\u00"#, .unexpectedEnd, 1, 6),
        Refused(#""\ud800""#, .loneSurrogate, 1, 2),
        Refused(#""ab\uDFFF""#, .loneSurrogate, 1, 4),
        Refused(#""\ud800\ud800""#, .loneSurrogate, 1, 2),
        Refused(#""\udc00\udc00""#, .loneSurrogate, 1, 2),
        Refused(#""\ud800\u0041""#, .loneSurrogate, 1, 2),
        Refused(#""\ud800\n""#, .loneSurrogate, 1, 2),
        Refused(#"{"\udc00":1}"#, .loneSurrogate, 1, 3),
        Refused("\"a\nb\"", .controlCharacterInString, 1, 3),
        Refused("\"a\tb\"", .controlCharacterInString, 1, 3),
        Refused("\"\0\"", .controlCharacterInString, 1, 2),
        Refused("{\"\u{1F}\":1}", .controlCharacterInString, 1, 3),
        .string([0x80], .invalidUTF8, 3),
        .string([0xC0, 0xAF], .invalidUTF8, 3),
        .string([0xC1, 0xBF], .invalidUTF8, 3),
        .string([0xC3], .invalidUTF8, 3),
        .string([0xC3, 0x28], .invalidUTF8, 3),
        .string([0xE0, 0x9F, 0xBF], .invalidUTF8, 3),
        .string([0xE2, 0x82], .invalidUTF8, 3),
        .string([0xE2, 0x28, 0xA1], .invalidUTF8, 3),
        .string([0xED, 0xA0, 0x80], .invalidUTF8, 3),
        .string([0xED, 0xBF, 0xBF], .invalidUTF8, 3),
        .string([0xF0, 0x8F, 0xBF, 0xBF], .invalidUTF8, 3),
        .string([0xF0, 0x9F, 0x98], .invalidUTF8, 3),
        .string([0xF1, 0x80, 0x80, 0x28], .invalidUTF8, 3),
        .string([0xF4, 0x90, 0x80, 0x80], .invalidUTF8, 3),
        .string([0xF5, 0x80, 0x80, 0x80], .invalidUTF8, 3),
        .string([0xFF], .invalidUTF8, 3),
        .string(Array("é€😀".utf8) + [0xBF], .invalidUTF8, 6),
        Refused(Array("\"".utf8) + [0xF0, 0x9F], .invalidUTF8, 1, 2),
    ])
    func `a string that is not one is refused`(refused: Refused) throws {
        try refused.check()
    }

    @Test(arguments: [
        Refused(#"{"a":1,"a":2}"#, .duplicateName, 1, 8),
        Refused(#"{"a":1,"\u0061":2}"#, .duplicateName, 1, 8),
        Refused(#"{"\u0061":1,"a":2}"#, .duplicateName, 1, 13),
        Refused(#"{"\ud83d\ude00":1,"😀":2}"#, .duplicateName, 1, 19),
        Refused(#"{"a\/b":1,"a/b":2}"#, .duplicateName, 1, 11),
        Refused(#"{"":1,"b":{},"":2}"#, .duplicateName, 1, 14),
        Refused("{\"a\":[{\"b\":{}}],\n \"c\":0,\n  \"a\":1,\"c\":1}", .duplicateName, 3, 3),
        Refused(#"[{"x":{"n":1,"n":1}}]"#, .duplicateName, 1, 14),
    ])
    func `a name that stands twice in one object is refused at the second`(refused: Refused) throws {
        try refused.check()
    }

    @Test(arguments: [2, 31, 32, 33, 100, 1000])
    func `names are told apart in objects of any size`(count: Int) throws {
        let members = (0..<count).map { "\"member-\($0)\":\($0)" }
        #expect(try document("{\(members.joined(separator: ","))}").root.count == count)
        for place in [0, count / 2, count - 1] {
            let lines = members + ["\"member-\(place)\":0", "\"member-0\":0"]
            let error = try refusal(of: Array("{\(lines.joined(separator: ",\n"))}".utf8))
            #expect(error.problem == .duplicateName)
            #expect(error.line == count + 1)
            #expect(error.column == 1)
        }
    }

    @Test(arguments: CorpusFile.all(in: "refused"))
    func `a file of the refused corpus is refused as its name says`(file: CorpusFile) throws {
        let error = try refusal(of: file.bytes())
        let parts = file.name.split(separator: "@")
        #expect("\(error.problem)-\(error.line)-\(error.column)" == parts.last.map(String.init))
    }
}
