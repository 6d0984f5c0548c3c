import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 3, "secrets on PUT".
struct SecretsOnPutTests {
    private static let table = "/offer/microsoft-azure-marketplace.tableLeadConfiguration/connectionString"
    private static let crm = "/offer/microsoft-azure-marketplace.crmLeadConfiguration"

    @Test func `present sets, absent keeps`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            #expect(try await portal.secrets() == [Self.table: "\"one\""])
            for members in ["", #""microsoft-azure-marketplace.tableLeadConfiguration":{}"#, #""a":1"#] {
                let answer = try await portal.put(.offer, OfferBody.offer(members))
                #expect(answer.secretFields == [tablePointer])
                #expect(try await portal.secrets() == [Self.table: "\"one\""])
            }
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("two")))
            #expect(try await portal.secrets() == [Self.table: "\"two\""])
        }
    }

    @Test func `absent keeps when offer and plans are left out altogether`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            _ = try await portal.put(.offer, OfferBody.with(definition: "{}"))
            #expect(try await portal.secrets() == [Self.table: "\"one\""])
        }
    }

    @Test(arguments: ["null", "\"\""])
    func `null and the empty text clear`(value: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            let member = #""microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":\#(value)}"#
            let answer = try await portal.put(.offer, OfferBody.offer(member))
            #expect(answer.status == 200)
            #expect(answer.secretFields == [])
            #expect(try await portal.secrets() == [:])
            #expect(answer.text.contains(#""microsoft-azure-marketplace.tableLeadConfiguration":{}"#))
        }
    }

    @Test func `the mask keeps, and sets nothing where nothing is set`() async throws {
        try await Portal.with { portal in
            let empty = try await portal.put(.offer, OfferBody.offer(OfferBody.table("*********")))
            #expect(empty.secretFields == [])
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            let kept = try await portal.put(.offer, OfferBody.offer(OfferBody.table("*********")))
            #expect(kept.secretFields == [tablePointer])
            #expect(try await portal.secrets() == [Self.table: "\"one\""])
            #expect(!kept.text.contains("***"))
        }
    }

    @Test(arguments: ["********", "**********", "********* "])
    func `only nine asterisks are the mask`(value: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table(value)))
            #expect(try await portal.secrets() == [Self.table: "\"\(value)\""])
        }
    }

    @Test(arguments: ["1.0", "true", "false", "0", "[]", "{}", #"[1e2,{"a":null}]"#, #"{"deep":{"er":"x"}}"#, #"" ""#])
    func `a value of any kind is a secret, kept to the digit`(value: String) async throws {
        try await Portal.with { portal in
            let member = #""microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":\#(value)}"#
            let answer = try await portal.put(.offer, OfferBody.offer(member))
            #expect(answer.secretFields == [tablePointer])
            #expect(try await portal.secrets() == [Self.table: value])
        }
    }

    @Test func `in a closed object every member is a secret but the open ones, whatever its name`() async throws {
        try await Portal.with { portal in
            let configuration =
                #"{"userName":"jo","password":"p","anything":"a","UserName":"U","uri":"https://x.example"}"#
            let member = #""microsoft-azure-marketplace.crmLeadConfiguration":\#(configuration)"#
            let answer = try await portal.put(.offer, OfferBody.offer(member))
            #expect(
                try await portal.secrets() == [
                    "\(Self.crm)/password": "\"p\"", "\(Self.crm)/anything": "\"a\"", "\(Self.crm)/UserName": "\"U\"",
                ]
            )
            let offer = try answer.json["definition"]?["offer"]
            let left = offer?["microsoft-azure-marketplace.crmLeadConfiguration"]?.members.map(\.name)
            #expect(left == ["userName", "uri"])
        }
    }

    @Test func `a closed object is cleared as a whole by null, and kept by an empty one`() async throws {
        try await Portal.with { portal in
            let name = "microsoft-azure-marketplace.crmLeadConfiguration"
            _ = try await portal.put(.offer, OfferBody.offer(#""\#(name)":{"password":"p","applicationKey":"k"}"#))
            _ = try await portal.put(.offer, OfferBody.offer(#""\#(name)":{}"#))
            #expect(try await portal.secrets().count == 2)
            let answer = try await portal.put(.offer, OfferBody.offer(#""\#(name)":null"#))
            #expect(try await portal.secrets() == [:])
            #expect(answer.secretFields == [])
        }
    }

    @Test(arguments: ["\"text\"", "[1,2]", "7"])
    func `a closed object that is none is one secret`(value: String) async throws {
        try await Portal.with { portal in
            let name = "microsoft-azure-marketplace.crmLeadConfiguration"
            let answer = try await portal.put(.offer, OfferBody.offer(#""\#(name)":\#(value)"#))
            #expect(answer.status == 200)
            #expect(try await portal.secrets() == [Self.crm: value])
            #expect(try answer.json["definition"]?["offer"]?.count == 0)
            _ = try await portal.put(.offer, OfferBody.offer(#""\#(name)":{"password":"p"}"#))
            #expect(try await portal.secrets() == ["\(Self.crm)/password": "\"p\""])
        }
    }

    @Test func `names of secrets compare without case and by what their escapes mean`() async throws {
        try await Portal.with { portal in
            let member = #""MICROSOFT-AZURE-MARKETPLACE.t\u0061bleLeadConfiguration":{"connection\u0053tring":"c"}"#
            let answer = try await portal.put(.offer, OfferBody.offer(member))
            #expect(try await portal.secrets().values.sorted() == ["\"c\""])
            #expect(!answer.text.contains("\"c\""))
        }
    }

    @Test func `secrets with odd names are told apart`() async throws {
        try await Portal.with { portal in
            let names = [#"a\u0000b"#, #"a\u0000c"#, "a", #"a\u0000"#, "é", #"e\u0301"#, "a/b", "a~b", "", " ", #"\""#]
            let members = names.enumerated().map { "\"\($1)\":\"secret \($0)\"" }.joined(separator: ",")
            let body = OfferBody.offer(#""microsoft-azure-marketplace.tableLeadConfiguration":{\#(members)}"#)
            let answer = try await portal.put(.offer, body)
            #expect(answer.status == 200)
            #expect(answer.secretFields.count == names.count)
            let values = try await portal.openedSecrets().map(\.value)
            #expect(values.sorted() == names.indices.map { "\"secret \($0)\"" }.sorted())
            // Each can be set again under its own name.
            let again = try await portal.put(.offer, body)
            #expect(again.eTag == answer.eTag)
        }
    }

    @Test func `a secret survives publishes`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("one")))
            try await portal.fixture.publish("vm", into: .preview)
            #expect(try await portal.secrets() == [Self.table: "\"one\""])
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("two")))
            try await portal.fixture.publish("vm", into: .production)
            #expect(try await portal.secrets() == [Self.table: "\"two\""])
            #expect(try await portal.get(.offer + "/versions/1").secretFields == [tablePointer])
        }
    }

    @Test func `257 secrets are too many, and so is one of more than 64 KiB`() async throws {
        try await Portal.with { portal in
            let member = { (inner: String) in #""microsoft-azure-marketplace.tableLeadConfiguration":{\#(inner)}"# }
            let many = { (count: Int) in (0..<count).map { "\"s\($0)\":\"x\"" }.joined(separator: ",") }
            let list = try await portal.put(.offer, OfferBody.offer(member(many(256)))).headers[.secretFieldsSet]
            #expect(try await portal.secrets().count == 256)
            // Longer than a header may be: the list is cut, and says so.
            #expect(list?.hasSuffix(", ...") == true)
            #expect((list?.utf8.count ?? 0) <= 8_192)
            let refused = try await portal.put(.offer, OfferBody.offer(member(many(257))))
            try expect(refused, refused: .badRequest)
            let long = String(repeating: "x", count: 65_534)
            #expect(try await portal.put(.offers + "/long", OfferBody.offer(OfferBody.table(long))).status == 200)
            let longer = try await portal.put(.offers + "/long", OfferBody.offer(OfferBody.table(long + "x")))
            try expect(longer, refused: .badRequest)
            #expect(try longer.target == tablePointer)
        }
    }
}
