import ExactJSON
import Testing

struct LimitTests {
    @Test func `the depth limit counts arrays and objects together`() throws {
        let limits = JSONLimits(maximumDepth: 3)
        for json in ["[[[]]]", "[{\"a\":[1]}]", "[[[],[]],[[]]]", "{\"a\":{\"b\":{}}}"] {
            _ = try document(json, limits: limits)
        }
        let error = try refusal(of: Array("[{\"a\":[\n{}]}]".utf8), limits: limits)
        #expect(error.problem == .tooDeep)
        #expect(error.line == 2)
        #expect(error.column == 1)
    }

    @Test func `a document may be flat where nothing may be nested`() throws {
        let limits = JSONLimits(maximumDepth: 0)
        #expect(try document("12", limits: limits).root.int64 == 12)
        #expect(try refusal(of: Array("[]".utf8), limits: limits).problem == .tooDeep)
    }

    @Test func `the standard depth is 128`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(try JSONDocument(parsing: nested(128)).bytes.count == 256)
        let error = try refusal(of: nested(129))
        #expect(error.problem == .tooDeep)
        #expect(error.column == 129)
        #expect(try refusal(of: nested(10_000)).problem == .tooDeep)
    }

    @Test func `a depth limit of 200,000 costs no stack`() throws {
        let depth = 200_000
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let document = try document(text, limits: JSONLimits(maximumDepth: depth))
        #expect(document.root.isSameContent(as: document.root))
        #expect(
            try refusal(of: Array(text.utf8.prefix(depth)), limits: JSONLimits(maximumDepth: depth)).offset == depth
        )
    }

    @Test func `the size limit is the last size accepted`() throws {
        let limits = JSONLimits(maximumBytes: 4)
        #expect(try document("[12]", limits: limits).root.count == 1)
        let error = try refusal(of: Array("[123]".utf8), limits: limits)
        #expect(error.problem == .tooLarge)
        #expect(error.offset == 0)
        #expect(error.message == "Line 1, column 1: the text is larger than 4 bytes; send less.")
    }

    @Test func `the standard size is 8 MiB`() throws {
        let content = [UInt8](repeating: UInt8(ascii: "x"), count: 8 * 1024 * 1024 - 2)
        let quote = [UInt8(ascii: "\"")]
        #expect(try JSONDocument(parsing: quote + content + quote).root.string?.utf8.count == content.count)
        #expect(try refusal(of: quote + content + quote + [UInt8(ascii: " ")]).problem == .tooLarge)
    }

    @Test(.timeLimit(.minutes(15)))
    func `an object of 100,000 members is read in linear time`() throws {
        let plain = (0..<100_000).map { "\"member-number-\($0)\":0" }
        let document = try document("{\(plain.joined(separator: ","))}")
        #expect(document.root.count == 100_000)
        #expect(document.root["member-number-99999"]?.int64 == 0)

        let escaped = (0..<100_000).map { "\"\\u006dember-number-\($0)\":0" }
        let both = "{\((plain + escaped.suffix(1)).joined(separator: ","))}"
        #expect(try refusal(of: Array(both.utf8)).problem == .duplicateName)
    }

    @Test(.timeLimit(.minutes(15)))
    func `huge names that are alike but for their ends are compared in linear time`() throws {
        let long = String(repeating: "n", count: 20_000)
        for escape in ["", "\\n"] {
            let members = (0..<32).map { "\"\(escape)\(long)\($0)\":0" }
            #expect(try document("{\(members.joined(separator: ","))}").root.count == 32)
        }
    }
}
