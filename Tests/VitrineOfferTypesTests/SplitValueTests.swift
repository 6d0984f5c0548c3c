import ExactJSON
import Testing
import VitrineOfferTypes

struct SplitValueTests {
    @Test(arguments: [
        (#""x""#, #"/offer/token = "x""#),
        (#""""#, "/offer/token clear"),
        ("null", "/offer/token clear"),
        (#""*********""#, "/offer/token keep"),
        (#""\u002a********""#, "/offer/token keep"),
        (#""********""#, #"/offer/token = "********""#),
        (#""**********""#, #"/offer/token = "**********""#),
        (#"" ""#, #"/offer/token = " ""#),
        ("0", "/offer/token = 0"),
        ("1.50e+1", "/offer/token = 1.50e+1"),
        ("false", "/offer/token = false"),
        ("true", "/offer/token = true"),
        ("[]", "/offer/token = []"),
        ("{}", "/offer/token = {}"),
        (#"{ "a" : [ 1 , "\u00e9" ] }"#, #"/offer/token = { "a" : [ 1 , "\u00e9" ] }"#),
        (#"[ "*********" ]"#, #"/offer/token = [ "*********" ]"#),
    ])
    func `a secret member is taken out, and its value says what becomes of it`(value: String, line: String) throws {
        let split = try Split(#"{"offer":{"token":\#(value)}}"#)
        #expect(split.text == #"{"offer":{}}"#)
        #expect(split.supplied == [line])
    }

    @Test(arguments: [
        SplitRow(
            #"{"offer":{"group":{"inner":{"key":"k","lock":1},"token":2}}}"#,
            #"{"offer":{"group":{"inner":{"lock":1},"token":2}}}"#,
            [#"/offer/group/inner/key = "k""#]
        ),
        SplitRow(#"{"offer":{"group":{"inner":null}}}"#, #"{"offer":{"group":{"inner":null}}}"#, []),
        SplitRow(#"{"offer":{"group":null}}"#, #"{"offer":{"group":null}}"#, []),
        SplitRow(#"{"token":1,"key":2}"#, #"{"token":1,"key":2}"#, []),
        SplitRow(#"{"offer":{"key":2,"password":3}}"#, #"{"offer":{"key":2,"password":3}}"#, []),
        SplitRow(#"{"offer":{"other":{"token":3}}}"#, #"{"offer":{"other":{"token":3}}}"#, []),
        SplitRow(#"{}"#, "{}", []),
    ])
    func `only the member at the secret's own path is taken out`(row: SplitRow) throws {
        #expect(try SplitRow.check(row) == (row.text, row.supplied))
    }

    @Test(arguments: [
        SplitRow(#"{"offer":{"Token":1,"TOKEN":2}}"#, #"{"offer":{}}"#, ["/offer/Token = 1", "/offer/TOKEN = 2"]),
        SplitRow(#"{"Offer":{"token":1}}"#, #"{"Offer":{}}"#, ["/Offer/token = 1"]),
        SplitRow(#"{"offer":{"\u0074oken":1}}"#, #"{"offer":{}}"#, ["/offer/token = 1"]),
        SplitRow(#"{"offer":{"\u0054\u006fken":1}}"#, #"{"offer":{}}"#, ["/offer/Token = 1"]),
        SplitRow(#"{"\u006fffer":{"token":1}}"#, #"{"\u006fffer":{}}"#, ["/offer/token = 1"]),
        SplitRow(#"{"offer":{"BOX":{"a":1}}}"#, #"{"offer":{"BOX":{}}}"#, ["/offer/BOX clear", "/offer/BOX/a = 1"]),
        SplitRow(
            #"{"offer":{"GROUP":{"Inner":{"kEY":1}}}}"#,
            #"{"offer":{"GROUP":{"Inner":{}}}}"#,
            ["/offer/GROUP/Inner/kEY = 1"]
        ),
        SplitRow(#"{"offer":{"to\u212aen":1}}"#, #"{"offer":{"to\u212aen":1}}"#, []),
        SplitRow(
            #"{"offer":{"tokens":1,"toke":2,"t0ken":3,"":4}}"#,
            #"{"offer":{"tokens":1,"toke":2,"t0ken":3,"":4}}"#,
            []
        ),
    ])
    func `names are recognised unescaped and without ASCII case, and paths keep them as they are`(row: SplitRow) throws
    {
        #expect(try SplitRow.check(row) == (row.text, row.supplied))
    }

    @Test(arguments: [
        SplitRow(
            #"{"offer":{"box":{"a/b~c":1}}}"#,
            #"{"offer":{"box":{}}}"#,
            ["/offer/box clear", "/offer/box/a~1b~0c = 1"]
        ),
        SplitRow(#"{"offer":{"box":{"":1}}}"#, #"{"offer":{"box":{}}}"#, ["/offer/box clear", "/offer/box/ = 1"]),
    ])
    func `names in paths are escaped as in a JSON Pointer`(row: SplitRow) throws {
        #expect(try SplitRow.check(row) == (row.text, row.supplied))
        let split = try Split(row.definition)
        #expect(split.result.supplied.map { split.result.pointer(of: $0.path) } == split.result.supplied.map(\.pointer))
    }

    @Test func `a secret's value shows in no description`() throws {
        let split = try Split(#"{"offer":{"token":"canary","box":{"a":"canary"}}}"#)
        var dumped = ""
        dump(split.result.supplied, to: &dumped)
        let shown = "\(split.result.supplied)" + String(reflecting: split.result.supplied) + dumped
        let bytes = "\(Array("canary".utf8))".dropFirst().dropLast()
        #expect(!shown.contains("canary") && !shown.contains(bytes))
    }
}
