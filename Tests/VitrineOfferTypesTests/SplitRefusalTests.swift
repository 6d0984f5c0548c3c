import ExactJSON
import Testing
import VitrineCore

struct SplitRefusalTests {
    @Test(arguments: [
        // Shape.
        ("[]", "/definition"), ("null", "/definition"), (#""x""#, "/definition"),
        (#"{"offer":null}"#, "/definition/offer"), (#"{"offer":[]}"#, "/definition/offer"),
        (#"{"plans":null}"#, "/definition/plans"), (#"{"plans":{}}"#, "/definition/plans"),
        (#"{"plans":[{},1]}"#, "/definition/plans/1"), (#"{"plans":[null]}"#, "/definition/plans/0"),
        (#"{"OFFER":"x"}"#, "/definition/OFFER"), (#"{"OFFER":[]}"#, "/definition/OFFER"),
        (#"{"offer":{"group":[]}}"#, "/definition/offer/group"),
        (#"{"offer":{"group":{"inner":"k"}}}"#, "/definition/offer/group/inner"),
        (#"{"offer":{"registries":{}}}"#, "/definition/offer/registries"),
        (#"{"offer":{"registries":[{"name":"a"},[]]}}"#, "/definition/offer/registries/1"),
        (#"{"offer":{"registries":[null]}}"#, "/definition/offer/registries/0"),
        (#"{"plans":[{"planId":"a","editions":"x"}]}"#, "/definition/plans/0/editions"),
        (#"{"plans":[{"planId":"a","editions":[{},2]}]}"#, "/definition/plans/0/editions/1"),
        // Ids.
        (#"{"plans":[{"planId":"a"},{"password":1}]}"#, "/definition/plans/1"),
        (#"{"plans":[{"planId":7,"password":1}]}"#, "/definition/plans/0"),
        (#"{"plans":[{"planId":null,"password":null}]}"#, "/definition/plans/0"),
        (#"{"plans":[{"planId":"","password":1}]}"#, "/definition/plans/0"),
        (#"{"plans":[{"PlanId":"a","password":1}]}"#, "/definition/plans/0"),
        (#"{"plans":[{"planId":"a","password":1},{},{"planId":"A","password":2}]}"#, "/definition/plans/2"),
        (#"{"plans":[{"planId":"a","password":1},{"planId":"a","repository":{"x":2}}]}"#, "/definition/plans/1"),
        (#"{"plans":[{"editions":[{"planId":"e","key":1}]}]}"#, "/definition/plans/0"),
        (#"{"plans":[{"planId":"a","editions":[{"key":1}]}]}"#, "/definition/plans/0/editions/0"),
        (
            #"{"plans":[{"planId":"a","editions":[{"planId":"e","key":1},{"planId":"E","key":1}]}]}"#,
            "/definition/plans/0/editions/1"
        ),
        (#"{"offer":{"registries":[{"host":"h","user":"u"}]}}"#, "/definition/offer/registries/0"),
    ])
    func `what secrets can't be told apart in is refused`(definition: String, target: String) throws {
        let refusal = try #require(throws: Refusal.self) { try Split(definition) }
        #expect(refusal.code == .badRequest)
        #expect(refusal.target?.description == target)
        #expect(refusal.message.hasSuffix("."))
    }

    @Test(arguments: [
        #"{"offer":{"group":"canary"}}"#,
        #"{"offer":{"registries":["canary"]}}"#,
        #"{"plans":[{"password":"canary"}]}"#,
        #"{"plans":[{"planId":"canary","password":1},{"planId":"canary","password":1}]}"#,
        #"{"plans":["canary"]}"#,
        #"{"offer":{"box":{"a":"canary\#(String(repeating: "y", count: 65_536))"}}}"#,
        #"{"offer":{"box":{"\#(String(repeating: "y", count: 129))":"canary"}}}"#,
    ])
    func `no refusal holds a value`(definition: String) throws {
        let refusal = try #require(throws: Refusal.self) { try Split(definition) }
        #expect(!"\(refusal)".contains("canary"))
        #expect("\(refusal)".utf8.count < 1_000)
    }

    @Test func `256 secrets are taken and one more is refused`() throws {
        func definition(_ count: Int) -> String {
            #"{"offer":{"box":{\#((0..<count).map { #""s\#($0)":null"# }.joined(separator: ","))}}}"#
        }
        #expect(try Split(definition(256)).supplied.count == 257)
        let refusal = try #require(throws: Refusal.self) { try Split(definition(257)) }
        #expect(refusal.target?.description == "/definition/offer/box/s256")
    }

    @Test func `a name of 128 bytes is taken and a longer one is refused`() throws {
        func definition(_ name: String) -> String { #"{"offer":{"box":{"\#(name)":1}}}"# }
        let name = String(repeating: "é", count: 64)
        #expect(try Split(definition(name)).supplied.last == "/offer/box/\(name) = 1")
        #expect(try Split(definition(String(repeating: "\\u0061", count: 128))).text == #"{"offer":{"box":{}}}"#)
        let refusal = try #require(throws: Refusal.self) { try Split(definition(name + "e")) }
        #expect(refusal.target?.description == "/definition/offer/box")
    }

    @Test func `a value of 64 KiB is taken and a longer one is refused`() throws {
        func definition(_ length: Int) -> String {
            #"{"offer":{"token":"\#(String(repeating: "x", count: length - 2))"}}"#
        }
        #expect(try Split(definition(65_536)).text == #"{"offer":{}}"#)
        let refusal = try #require(throws: Refusal.self) { try Split(definition(65_537)) }
        #expect(refusal.target?.description == "/definition/offer/token")
    }

    @Test func `an item id of 255 bytes is taken and a longer one is refused`() throws {
        func definition(_ length: Int) -> String {
            #"{"plans":[{"planId":"\#(String(repeating: "x", count: length))","password":1}]}"#
        }
        #expect(try Split(definition(255)).supplied.count == 1)
        #expect(
            try #require(throws: Refusal.self) { try Split(definition(256)) }.target?.description
                == "/definition/plans/0"
        )
    }
}
