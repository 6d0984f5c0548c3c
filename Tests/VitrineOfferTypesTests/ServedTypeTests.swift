import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

/// A type as JSON, which `GET /api/offerTypes/{id}` answers.
struct ServedTypeTests {
    private static func json(_ type: OfferType) throws -> JSONValue {
        var writer = JSONWriter()
        type.write(to: &writer)
        return try JSONDocument(parsing: writer.bytes).root
    }

    /// The sets that rules name, for no type.
    private static var noCategories: RegistryFile {
        let taxonomies = ["categories", "industries"].map { #"{"set":"\#($0)","id":"x","offerTypes":[],"keys":[]}"# }
        let map = #"{"level1":"categoryL1","level2Prefix":"categoryL2-"}"#
        let text =
            #"{"format":1,"kind":"categories","map":\#(map),"taxonomies":[\#(taxonomies.joined(separator: ","))]}"#
        return RegistryFile("categories.json", Array(text.utf8))
    }

    @Test(arguments: try OfferTypeRegistry.builtIn().types.map(\.id.rawValue))
    func `what is served, read as a file, is the same type`(id: String) throws {
        let type = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: id)])
        let served = try Self.json(type)

        var file = JSONWriter()
        file.beginObject()
        for (name, text) in [("format", "1"), ("kind", #""type""#), ("version", "\(type.currentVersion)")] {
            file.name(name)
            file.raw(Array(text.utf8))
        }
        for member in served.members where !["currentVersion", "modules"].contains(member.name) {
            file.name(member.name)
            file.raw(member.value.text)
        }
        file.endObject()

        let data = RegistryFile.builtIn.filter {
            ["regions.json", "cores.json", "currencies.json"].contains($0.name)
        }
        let read = try OfferTypeRegistry(files: data + [Self.noCategories, RegistryFile("served.json", file.bytes)])
        let again = try Self.json(try #require(read[type.id]))
        let without = { (value: JSONValue) in
            value.members.filter { $0.name != "modules" }.map {
                "\($0.name) \(String(decoding: $0.value.text, as: UTF8.self))"
            }
        }
        #expect(without(again) == without(served))
        #expect(read[type.id]?.fields.map { $0.rule != nil } == type.fields.map { $0.rule != nil })
    }

    @Test func `a field has its rule as the file has it, and why it has none`() throws {
        let type = try #require(
            try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: "microsoft-azure-virtualmachines")]
        )
        let served = try Self.json(type)
        let title = try #require(served["fields"]?[0])
        #expect(
            title.members.map(\.name) == ["key", "level", "type", "required", "limits", "evidence", "secret", "rule"]
        )
        #expect(
            title["rule"].map { String(decoding: $0.text, as: UTF8.self) }
                == #"{"kind": "string", "minLength": 1, "maxLength": 100, "required": "always"}"#
        )
        let free = served["fields"]?.elements.first { $0["key"]?.string == "publisherId" }
        #expect(free?["rule"]?.kind == .null)
        #expect(free?["why"]?.string?.isEmpty == false)
        #expect(served["planRules"]?["maxPlans"]?.int64 == 100)
        #expect(served["modules"]?.elements.contains { $0.equals("envelope") } == true)
    }

    @Test func `what is taken out under other types' keys is served too`() throws {
        let type = try #require(
            try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: "microsoft-azure-virtualmachines")]
        )
        let paths = try Self.json(type)["closedObjects"]?.elements.compactMap { $0["path"]?.string } ?? []
        for prefix in ["microsoft-azure-marketplace", "microsoft-azure-corevm"] {
            #expect(paths.contains { $0.hasPrefix("/offer/\(prefix).") }, "\(paths)")
        }
        #expect(Set(paths).count == paths.count)
    }
}
