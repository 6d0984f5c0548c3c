import ExactJSON
import Testing

struct WriterTests {
    @Test func `commas are put where they belong`() throws {
        var writer = JSONWriter(reservingCapacity: 64)
        writer.beginObject()
        writer.name("a")
        writer.beginArray()
        writer.beginArray()
        writer.endArray()
        writer.integer(.min)
        writer.bool(true)
        writer.bool(false)
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.raw(Array("1.00".utf8))
        writer.raw(Array("[0, 2 ]".utf8)[1...1])
        writer.endArray()
        writer.name("b")
        writer.string("c")
        writer.name("")
        writer.integer(.max)
        writer.endObject()
        let expected = #"{"a":[[],-9223372036854775808,true,false,null,{},1.00,0],"b":"c","":9223372036854775807}"#
        #expect(text(writer.bytes) == expected)
        #expect(try document(expected).root.count == 3)
    }

    @Test(arguments: [
        ("", #""""#), ("plain/ü€😀\u{7F}", "\"plain/ü€😀\u{7F}\""), ("\"\\", #""\"\\""#),
        ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
        ("\0\u{1}\u{B}\u{1F}", #""\u0000\u0001\u000b\u001f""#), ("\r\n", #""\r\n""#), ("</script>", #""</script>""#),
    ])
    func `strings are escaped only where they must be`(content: String, json: String) {
        var writer = JSONWriter()
        writer.string(content)
        #expect(writer.bytes.elementsEqual(json.utf8))
    }

    @Test func `every scalar of the first planes comes back`() throws {
        for first in stride(from: 0, to: 0x20000, by: 0x400) {
            var content = String.UnicodeScalarView()
            content.append(contentsOf: (first..<first + 0x400).compactMap { Unicode.Scalar(UInt32($0)) })
            var writer = JSONWriter()
            writer.string(String(content))
            let value = try JSONDocument(parsing: writer.bytes).root
            #expect(value.string?.utf8.elementsEqual(String(content).utf8) == true)
        }
    }
}
