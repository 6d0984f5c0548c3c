import Testing

struct SplitClosedObjectTests {
    @Test(arguments: [
        // An object: all that isn't open goes.
        SplitRow(#"{}"#, #"{}"#, ["/offer/box clear"]),
        SplitRow(#"{"label":"l","Size":{"x":[1]}}"#, #"{"label":"l","Size":{"x":[1]}}"#, ["/offer/box clear"]),
        SplitRow(#"{"x":1,"label":2}"#, #"{"label":2}"#, ["/offer/box clear", "/offer/box/x = 1"]),
        SplitRow(
            #"{"x":{"label":1,"y":[2]}}"#,
            #"{}"#,
            ["/offer/box clear", #"/offer/box/x = {"label":1,"y":[2]}"#]
        ),
        SplitRow(
            #"{"x":null,"y":"","z":"*********"}"#,
            #"{}"#,
            ["/offer/box clear", "/offer/box/x clear", "/offer/box/y clear", "/offer/box/z keep"]
        ),
        // Open names are compared to the letter, and unescaped.
        SplitRow(
            #"{"Label":1,"size":2}"#,
            #"{}"#,
            ["/offer/box clear", "/offer/box/Label = 1", "/offer/box/size = 2"]
        ),
        SplitRow(#"{"\u006cabel":1}"#, #"{"\u006cabel":1}"#, ["/offer/box clear"]),
        SplitRow(#"{"user":1}"#, #"{}"#, ["/offer/box clear", "/offer/box/user = 1"]),
    ])
    func `of a closed object, every member is secret but the open ones`(row: SplitRow) throws {
        let split = try Split(#"{"offer":{"box":\#(row.definition)}}"#)
        #expect(split.text == #"{"offer":{"box":\#(row.text)}}"#)
        #expect(split.supplied == row.supplied)
    }

    @Test func `a null in its place stays, and clears what was below`() throws {
        let split = try Split(#"{"offer":{"box": null }}"#)
        #expect(split.text == #"{"offer":{"box": null }}"#)
        #expect(split.supplied == ["/offer/box clearBelow"])
    }

    @Test(arguments: [
        (#""x""#, [#"/offer/box clearBelow"#, #"/offer/box = "x""#]),
        ("7", ["/offer/box clearBelow", "/offer/box = 7"]),
        ("true", ["/offer/box clearBelow", "/offer/box = true"]),
        ("false", ["/offer/box clearBelow", "/offer/box = false"]),
        (#"[{"label":1}]"#, ["/offer/box clearBelow", #"/offer/box = [{"label":1}]"#]),
        (#""""#, ["/offer/box clearBelow"]),
        (#""*********""#, ["/offer/box keep"]),
    ])
    func `in any other form it is one secret as a whole`(value: String, lines: [String]) throws {
        let split = try Split(#"{"offer":{"a":1,"box":\#(value),"b":2}}"#)
        #expect(split.text == #"{"offer":{"a":1,"b":2}}"#)
        #expect(split.supplied == lines)
    }

    @Test func `two spellings of a closed object are two objects`() throws {
        let split = try Split(#"{"offer":{"box":{"a":1},"Box":{"a":2}}}"#)
        #expect(split.text == #"{"offer":{"box":{},"Box":{}}}"#)
        #expect(
            split.supplied == ["/offer/box clear", "/offer/box/a = 1", "/offer/Box clear", "/offer/Box/a = 2"]
        )
    }
}
