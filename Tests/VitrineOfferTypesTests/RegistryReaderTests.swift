import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

struct RegistryReaderTests {
    /// A file with one member put in place of the one in a file that is right.
    struct Row: Sendable, CustomTestStringConvertible {
        let member: String
        let value: String
        let pointer: String
        let reason: String

        /// How many complaints there are, this one being the first.
        let count: Int

        init(_ member: String, _ value: String, at pointer: String, _ reason: String, of count: Int = 1) {
            self.count = count
            self.member = member
            self.value = value
            self.pointer = pointer
            self.reason = reason
        }

        var testDescription: String { "\(member): \(value)" }
    }

    private static let members = [
        "format": "1",
        "kind": #""type""#,
        "id": #""t""#,
        "displayName": #""T""#,
        "version": "1",
        "modules": #"["m"]"#,
        "guards": #"["g"]"#,
        "arrays": #"[{"path": "/plans", "itemID": "planId"}]"#,
        "closedObjects": #"[{"path": "/offer/box", "open": ["label"]}]"#,
        "secrets": #"["/offer/token", "/offer/box/key"]"#,
        "fields": "[]",
    ]

    private static let others = [
        RegistryFile("m.json", Array(module("m", #""fields": [\#(field("shared"))]"#).utf8)),
        RegistryFile("g.json", Array(module("g", #""secrets": ["/offer/guarded"]"#).utf8)),
        RegistryFile("other.json", Array(#"{"format":1,"kind":"type","id":"u","displayName":"U","version":1}"#.utf8)),
    ]

    private static func module(_ id: String, _ rest: String) -> String {
        #"{"format": 1, "kind": "module", "id": "\#(id)", "displayName": "M", "version": 2, \#(rest)}"#
    }

    private static func field(_ key: String, _ level: String = "offer", secret: String = "false") -> String {
        #"{"key":"\#(key)","level":"\#(level)","type":"string","required":"no","secret":\#(secret),"evidence":"V"}"#
    }

    private static func read(_ member: String, _ value: String?) throws -> OfferTypeRegistry {
        var members = members
        members[member] = value
        let text = "{" + members.sorted { $0.key < $1.key }.map { #""\#($0)": \#($1)"# }.joined(separator: ", ") + "}"
        return try OfferTypeRegistry(files: [RegistryFile("t.json", Array(text.utf8))] + others)
    }

    @Test func `a file that is right is read, its modules and guards with it`() throws {
        let type = try #require(try Self.read("version", "5")[OfferTypeID(rawValue: "t")])
        #expect(type.currentVersion == 5)
        #expect(type.fields.map(\.key) == ["shared"])
        #expect(
            try Split(#"{"offer":{"guarded":1,"token":2,"box":{"key":3}}}"#, of: type).text == #"{"offer":{"box":{}}}"#
        )
    }

    @Test(arguments: [
        Row("format", "2", at: "/format", "This server reads format 1."),
        Row("format", #""1""#, at: "/format", "Write an integer from 1."),
        Row("kind", #""thing""#, at: "/kind", "Write one of type, module, regions,"),
        Row(
            "kind",
            #""modul""#,
            at: "/kind",
            "Write one of type, module, regions, cores, currencies, categories, sets, workflows. Did you mean 'module'?"
        ),
        Row("id", #""a/b""#, at: "/id", "Write 1 to 100 letters, digits"),
        Row("kind", #""module""#, at: "/guards", "There is no such member.", of: 2),
        Row("id", #""""#, at: "/id", "Write 1 to 100 letters, digits"),
        Row("id", "1", at: "/id", "Write a string."),
        Row("displayName", "null", at: "/displayName", "Write a string."),
        Row("version", "0", at: "/version", "Write an integer from 1."),
        Row("version", "1.0", at: "/version", "Write an integer from 1."),
        Row("secret", "[]", at: "/secret", "There is no such member. Did you mean 'secrets'?"),
        Row("xylophone", "[]", at: "/xylophone", "There is no such member. Known: arrays, "),
        Row("modules", "{}", at: "/modules", "Write an array."),
        Row("modules", #"["m", "x"]"#, at: "/modules/1", "There is no file with the id 'x'."),
        Row("modules", #"["u"]"#, at: "/modules/0", "'u' is a type, no module."),
        Row(
            "modules",
            #"["m", "m"]"#,
            at: "/modules/1",
            "This module has the field 'shared', which stands at m.json:1:"
        ),
        Row("guards", #"["x"]"#, at: "/guards/0", "There is no file with the id 'x'."),
    ])
    func `a wrong member is refused where it stands`(row: Row) {
        Self.expectRefusal(row)
    }

    @Test(arguments: ["format", "kind", "id", "displayName", "version"])
    func `a missing member is refused by name`(member: String) {
        let error = #expect(throws: RegistryError.self) { try Self.read(member, nil) }
        #expect(error?.description == "t.json:1:1: The member '\(member)' is missing.")
    }

    @Test(arguments: [
        Row("secrets", #"["offer/token"]"#, at: "/secrets/0", "Write a path"),
        Row("secrets", #"[""]"#, at: "/secrets/0", "Write a path"),
        Row("secrets", #"["/offer//x"]"#, at: "/secrets/0", "Write a path"),
        Row("secrets", #"["/offer/~2"]"#, at: "/secrets/0", "Write a path"),
        Row("secrets", #"[1]"#, at: "/secrets/0", "Write a string."),
        Row("secrets", #"["/offer/*/x"]"#, at: "/secrets/0", "List the array"),
        Row("secrets", #"["/plans/x"]"#, at: "/secrets/0", "The path runs through an array"),
        Row("secrets", #"["/plans/*"]"#, at: "/secrets/0", "An array's items can only be closed objects"),
        Row("secrets", #"["/plans/*/PlanId"]"#, at: "/secrets/0", "'planId' tells the array's items apart"),
        Row("secrets", #"["/plans"]"#, at: "/secrets/0", "Something else is declared"),
        Row("secrets", #"["/offer/BOX"]"#, at: "/secrets/0", "Something else is declared"),
        Row("secrets", #"["/offer/a", "/offer/a/b"]"#, at: "/secrets/1", "The path runs through a secret"),
        Row("secrets", #"["/offer/box/label"]"#, at: "/secrets/0", "The path runs through a closed object"),
        Row("secrets", #"["/offer/box/key/x"]"#, at: "/secrets/0", "The path runs through a closed object"),
        Row("closedObjects", #"[{"path": "/offer/a"}]"#, at: "/closedObjects/0", "The member 'open' is missing."),
        Row("closedObjects", #"[{"path": "/a", "open": "x"}]"#, at: "/closedObjects/0/open", "Write an array."),
        Row("closedObjects", #"[{"path": "/a", "open": [""]}]"#, at: "/closedObjects/0/open/0", "Write a string that"),
        Row("closedObjects", #"[{"path": "/a", "opne": []}]"#, at: "/closedObjects/0/opne", "There is no such member."),
        Row("closedObjects", #"["/offer/a"]"#, at: "/closedObjects/0", "Write an object."),
        Row(
            "closedObjects",
            #"[{"path": "/a", "open": []}, {"path": "/a", "open": ["b"]}]"#,
            at: "/closedObjects/1",
            "Something else is declared"
        ),
        Row("closedObjects", #"[{"path": "/plans/*", "open": ["x"]}]"#, at: "/closedObjects/0", "An array's items"),
        Row("arrays", #"[{"path": "/plans"}]"#, at: "/arrays/0", "The member 'itemID' is missing."),
        Row(
            "arrays",
            #"[{"path": "/offer/x", "itemID": "a"}, {"path": "/offer/X", "itemID": "b"}]"#,
            at: "/arrays/1",
            "Something else is declared"
        ),
    ])
    func `a path that can't hold is refused where it is declared`(row: Row) {
        Self.expectRefusal(row)
    }

    @Test(arguments: [
        Row("fields", "[{}]", at: "/fields/0", "The member 'key' is missing."),
        Row("fields", "[\(field("x", "root").dropLast()),\"x\":1}]", at: "/fields/0/x", "There is no such member."),
        Row("fields", "[\(field("x", "plans"))]", at: "/fields/0/level", "Write one of offer, plan, definition, root."),
        Row("fields", "[\(field("x", secret: "\"no\""))]", at: "/fields/0/secret", "Write true or false."),
        Row(
            "fields",
            "[\(field("shared"))]",
            at: "/modules/0",
            "This module has the field 'shared', which stands at t.json:1:"
        ),
        Row("fields", "[\(field("a")), \(field("a"))]", at: "/fields/1", "The field 'a' stands at t.json:1:"),
        // A field's mark and the paths have to agree.
        Row("fields", "[\(field("x", secret: "true"))]", at: "/fields/0/secret", "The field is secret: name"),
        Row(
            "fields",
            "[\(field("token", "plan", secret: "true"))]",
            at: "/fields/0/secret",
            "The field is secret: name"
        ),
        Row(
            "fields",
            "[\(field("token", "root", secret: "true"))]",
            at: "/fields/0/secret",
            "The field is secret: name"
        ),
        Row("fields", "[\(field("box.label", secret: "true"))]", at: "/fields/0/secret", "The field is secret: name"),
        Row("fields", "[\(field("box.label.x", secret: "true"))]", at: "/fields/0/secret", "The field is secret: name"),
        Row("fields", "[\(field("box", secret: "true"))]", at: "/fields/0/secret", "The field is secret: name"),
        Row("fields", "[\(field("token"))]", at: "/fields/0/secret", "The field is not secret, but"),
        Row("fields", "[\(field("box.key"))]", at: "/fields/0/secret", "The field is not secret, but"),
        Row("fields", "[\(field("box.more"))]", at: "/fields/0/secret", "The field is not secret, but"),
        Row("fields", "[\(field("definition.offer.token", "definition"))]", at: "/fields/0/secret", "The field is not"),
    ])
    func `a wrong field is refused where it stands`(row: Row) {
        Self.expectRefusal(row)
    }

    @Test(arguments: ["token", "box.anything"])
    func `a field that agrees with the paths is read`(key: String) throws {
        let registry = try Self.read("fields", "[\(Self.field(key, secret: "true")), \(Self.field("box.label"))]")
        #expect(registry[OfferTypeID(rawValue: "t")]?.fields.map(\.isSecret) == [true, false, false])
    }

    @Test func `text that isn't JSON is refused with its line`() throws {
        let error = #expect(throws: RegistryError.self) {
            try OfferTypeRegistry(files: [RegistryFile("x.json", Array("{\n \"format\": 1,\n}".utf8))])
        }
        #expect(error?.complaints.map(\.pointer) == [nil])
        #expect(error?.description.hasPrefix("x.json:3:1: This is not JSON: expected a member's name") == true)
    }

    @Test func `two files with one id are refused`() throws {
        let error = #expect(throws: RegistryError.self) {
            try OfferTypeRegistry(
                files: Self.others + [RegistryFile("again.json", Array(Self.module("m", #""fields":[]"#).utf8))]
            )
        }
        #expect(error?.description.hasPrefix("again.json:1:39: /id: m.json has the id 'm' already.") == true)
    }

    private static func expectRefusal(_ row: Row) {
        let error = #expect(throws: RegistryError.self) { try read(row.member, row.value) }
        let complaint = error?.complaints.first
        #expect(error?.complaints.count == row.count, "\(error.map { "\($0)" } ?? "")")
        #expect(complaint?.file == "t.json")
        #expect(complaint?.pointer?.description == row.pointer)
        #expect(complaint?.reason.hasPrefix(row.reason) == true, "\(error.map { "\($0)" } ?? "")")
    }
}
